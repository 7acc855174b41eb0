CREATE TABLE visitors (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  contact_email varchar(50) NOT NULL,
  last_ip_address varchar(15)
);
