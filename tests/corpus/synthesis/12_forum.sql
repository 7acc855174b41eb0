CREATE TABLE usr (id bigint GENERATED ALWAYS AS IDENTITY (START WITH 1000) PRIMARY KEY, nick text NOT NULL, reputation int NOT NULL DEFAULT 1 CHECK (reputation >= 1), best_post_id bigint, CHECK (nick !~ '\s' AND nick NOT LIKE '%@%'));
CREATE UNIQUE INDEX usr_nick ON usr (lower(nick));
CREATE TABLE thread (id bigserial PRIMARY KEY, first_post_id bigint NOT NULL, title varchar(80) NOT NULL, closed_at timestamptz, closed_by bigint REFERENCES usr, CHECK ((closed_at IS NULL) = (closed_by IS NULL)));
CREATE TABLE post (id bigserial PRIMARY KEY, thread_id bigint NOT NULL REFERENCES thread, author_id bigint NOT NULL REFERENCES usr, reply_to bigint, body text NOT NULL CHECK (octet_length(body) <= 20000), score int NOT NULL, up int NOT NULL, down int NOT NULL, CHECK (score = up - down AND up >= 0 AND down >= 0), UNIQUE (thread_id, id), FOREIGN KEY (thread_id, reply_to) REFERENCES post (thread_id, id));
ALTER TABLE thread ADD FOREIGN KEY (first_post_id) REFERENCES post;
ALTER TABLE usr ADD FOREIGN KEY (best_post_id) REFERENCES post;
CREATE TABLE vote (post_id bigint REFERENCES post, user_id bigint REFERENCES usr, value smallint NOT NULL CHECK (value IN (-1, 1)), PRIMARY KEY (post_id, user_id));
CREATE FUNCTION forbid() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'closed'; END $$;
CREATE TRIGGER forbid BEFORE INSERT ON vote FOR EACH ROW EXECUTE FUNCTION forbid();
