CREATE TABLE patient (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  forename text NOT NULL, surname text, born date, town text, insurer text
);
