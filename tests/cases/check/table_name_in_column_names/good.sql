CREATE TABLE parcels (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  parcel_weight integer NOT NULL, length integer NOT NULL, colour text NOT NULL, fragile boolean NOT NULL
);
