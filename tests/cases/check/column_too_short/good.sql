CREATE TABLE visitors (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email varchar(320) NOT NULL,
  last_ip_address inet,
  homepage_url text,
  zip varchar(3)
);
