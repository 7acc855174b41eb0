CREATE TABLE delivery (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  preferred_time_of_day_at_which_the_parcel_is_to_be_handed_ove12 text NOT NULL
);
