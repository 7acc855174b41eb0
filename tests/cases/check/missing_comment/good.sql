CREATE TABLE parcel (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  weight integer NOT NULL
);
COMMENT ON TABLE parcel IS 'What we were given to deliver';
COMMENT ON COLUMN parcel.weight IS 'in grams, as weighed at the counter';
