CREATE TABLE feature (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  is_active integer NOT NULL,
  has_limit varchar(1) NOT NULL CHECK (has_limit IN ('Y', 'N'))
);
