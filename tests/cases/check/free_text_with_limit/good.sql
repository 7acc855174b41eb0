CREATE TABLE payment (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  error_message text,
  error_code varchar(64),
  description varchar(4000)
);
