CREATE TABLE post (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title text NOT NULL,
  body text NOT NULL
);
CREATE INDEX post_title ON post (title);
CREATE INDEX post_body ON post USING hash (body);
CREATE INDEX post_body_digest ON post (md5(body));
