CREATE TABLE parcels (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  parcel_weight integer NOT NULL, parcel_length integer NOT NULL, parcel_colour text NOT NULL, fragile boolean NOT NULL
);
