CREATE TABLE shipment (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  created_at text NOT NULL,
  delivery_date varchar(20)
);
