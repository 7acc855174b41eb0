-- Periods kept apart in two ways at once, an attachment of one of two things of its tenant, and
-- numbers of transactions.
CREATE EXTENSION btree_gist;

CREATE TABLE firms (id int PRIMARY KEY, name text NOT NULL UNIQUE);

CREATE TABLE consultants (
  id int PRIMARY KEY,
  firm_id int NOT NULL REFERENCES firms,
  full_name text NOT NULL,
  UNIQUE (firm_id, id)
);

CREATE TABLE meeting_rooms (
  id int PRIMARY KEY,
  firm_id int NOT NULL REFERENCES firms,
  label text NOT NULL,
  UNIQUE (firm_id, id),
  UNIQUE (firm_id, label)
);

CREATE TABLE sessions (
  id int PRIMARY KEY,
  consultant_id int NOT NULL REFERENCES consultants,
  room_id int NOT NULL REFERENCES meeting_rooms,
  begins_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('asked', 'agreed', 'called off')),
  CHECK (ends_at > begins_at),
  CONSTRAINT one_session_a_consultant EXCLUDE USING gist
    (consultant_id WITH =, tstzrange(begins_at, ends_at, '[)') WITH &&) WHERE (state <> 'called off'),
  CONSTRAINT one_session_a_room EXCLUDE USING gist
    (room_id WITH =, tstzrange(begins_at, ends_at, '[)') WITH &&) WHERE (state <> 'called off')
);

CREATE TABLE notes (
  id int PRIMARY KEY,
  firm_id int NOT NULL REFERENCES firms,
  consultant_id int,
  room_id int,
  body text NOT NULL,
  FOREIGN KEY (firm_id, consultant_id) REFERENCES consultants (firm_id, id),
  FOREIGN KEY (firm_id, room_id) REFERENCES meeting_rooms (firm_id, id),
  CONSTRAINT about_one_thing CHECK (num_nonnulls(consultant_id, room_id) = 1)
);

CREATE TABLE published (
  id bigint PRIMARY KEY,
  transaction xid8 NOT NULL,
  payload jsonb NOT NULL,
  UNIQUE (transaction, id)
);
