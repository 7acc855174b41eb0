CREATE TABLE articles (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text NOT NULL);
CREATE TABLE pictures (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text NOT NULL);
CREATE TABLE comments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  article_id bigint REFERENCES articles ON DELETE CASCADE,
  picture_id bigint REFERENCES pictures ON DELETE CASCADE,
  body text NOT NULL,
  body_type text NOT NULL,
  CHECK (num_nonnulls(article_id, picture_id) = 1)
);
CREATE INDEX comments_article ON comments (article_id);
CREATE INDEX comments_picture ON comments (picture_id);
