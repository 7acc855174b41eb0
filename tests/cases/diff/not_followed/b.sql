CREATE TABLE t (id integer PRIMARY KEY);
\i what_is_not_there.sql
