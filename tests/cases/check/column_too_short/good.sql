CREATE TABLE visitors (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  contact_email varchar(320) NOT NULL,
  last_ip_address inet,
  homepage_url text,
  zip varchar(3)
);
