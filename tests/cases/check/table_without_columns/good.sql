CREATE TABLE item (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
CREATE TABLE item_label (
  item_id bigint PRIMARY KEY REFERENCES item ON DELETE CASCADE,
  label text NOT NULL,
  language text NOT NULL,
  hint text NOT NULL
);
