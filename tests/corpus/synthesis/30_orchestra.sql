CREATE TYPE section AS ENUM ('strings', 'wind', 'brass', 'percussion');
CREATE TABLE musician (id int PRIMARY KEY, section section NOT NULL, name text NOT NULL, principal boolean NOT NULL DEFAULT false, stand_partner int UNIQUE REFERENCES musician DEFERRABLE, CHECK (stand_partner <> id));
CREATE UNIQUE INDEX one_principal ON musician (section) WHERE principal;
CREATE TABLE piece (id int PRIMARY KEY, composer text NOT NULL, title text NOT NULL, opus text, minutes smallint NOT NULL CHECK (minutes BETWEEN 1 AND 120), search text GENERATED ALWAYS AS (lower(composer || ' ' || title)) STORED, UNIQUE NULLS NOT DISTINCT (composer, title, opus));
CREATE UNIQUE INDEX piece_search ON piece (search);
CREATE TABLE concert (id int PRIMARY KEY, hall text NOT NULL, at timestamptz NOT NULL, first_piece int NOT NULL REFERENCES piece, last_piece int NOT NULL REFERENCES piece, UNIQUE (hall, at), CHECK (extract(hour FROM at AT TIME ZONE 'UTC') BETWEEN 10 AND 21), CHECK (first_piece <> last_piece));
CREATE TABLE programme (concert_id int REFERENCES concert, place smallint CHECK (place BETWEEN 1 AND 12), piece_id int NOT NULL REFERENCES piece ON DELETE NO ACTION, encore boolean NOT NULL, PRIMARY KEY (concert_id, place), UNIQUE (concert_id, piece_id), CHECK (NOT encore OR place > 2));
CREATE TABLE plays (concert_id int, place smallint, musician_id int REFERENCES musician, instrument text NOT NULL, PRIMARY KEY (concert_id, place, musician_id), FOREIGN KEY (concert_id, place) REFERENCES programme ON DELETE CASCADE ON UPDATE CASCADE);
