-- public.event_notes: it has the time of its events; rows come by event_occurred_at; 28 GB a year, of which a quarter takes 7 GB
BEGIN;
ALTER TABLE public.event_notes ADD COLUMN IF NOT EXISTS event_occurred_at timestamp with time zone;
UPDATE public.event_notes AS child SET event_occurred_at = parent.occurred_at FROM public.events AS parent WHERE child.event_id = parent.id AND child.event_occurred_at IS NULL;
ALTER TABLE public.event_notes ALTER COLUMN event_occurred_at SET NOT NULL;
ALTER TABLE public.event_notes DROP CONSTRAINT event_notes_pkey;
ALTER TABLE public.event_notes DROP CONSTRAINT event_notes_event_id_fkey;
ALTER TABLE public.event_notes RENAME TO event_notes_past;
CREATE TABLE public.event_notes (LIKE public.event_notes_past INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING GENERATED INCLUDING IDENTITY INCLUDING STORAGE INCLUDING COMMENTS) PARTITION BY RANGE (event_occurred_at);
ALTER TABLE public.event_notes ADD CONSTRAINT event_notes_pkey PRIMARY KEY (event_id, n, event_occurred_at);
ALTER TABLE public.event_notes ATTACH PARTITION public.event_notes_past FOR VALUES FROM (MINVALUE) TO ('2026-04-01');
CREATE TABLE public.event_notes_2026_04_01 PARTITION OF public.event_notes FOR VALUES FROM ('2026-04-01') TO ('2026-07-01');
CREATE TABLE public.event_notes_2026_07_01 PARTITION OF public.event_notes FOR VALUES FROM ('2026-07-01') TO ('2026-10-01');
CREATE TABLE public.event_notes_2026_10_01 PARTITION OF public.event_notes FOR VALUES FROM ('2026-10-01') TO ('2027-01-01');
ALTER TABLE public.event_notes ADD CONSTRAINT event_notes_event_id_fkey FOREIGN KEY (event_id) REFERENCES public.events (id) ON DELETE CASCADE;
COMMIT;
-- later, before each period:
-- CREATE TABLE public.event_notes_2027_01_01 PARTITION OF public.event_notes FOR VALUES FROM ('2027-01-01') TO ('2027-04-01');
-- public.events: rows come by occurred_at; 553 GB a year, of which a week takes 10.5 GB
BEGIN;
ALTER TABLE public.event_notes DROP CONSTRAINT event_notes_event_id_fkey;
ALTER TABLE public.events DROP CONSTRAINT events_pkey;
DROP INDEX public.idx_events_user_id;
ALTER TABLE public.events DROP CONSTRAINT events_country_fkey;
ALTER TABLE public.events DROP CONSTRAINT events_organization_id_fkey;
ALTER TABLE public.events DROP CONSTRAINT events_user_id_fkey;
ALTER TABLE public.events RENAME TO events_past;
CREATE TABLE public.events (LIKE public.events_past INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING GENERATED INCLUDING IDENTITY INCLUDING STORAGE INCLUDING COMMENTS) PARTITION BY RANGE (occurred_at);
ALTER TABLE public.events_past ALTER COLUMN id DROP IDENTITY;
ALTER TABLE public.events ADD CONSTRAINT events_pkey PRIMARY KEY (id, occurred_at);
CREATE INDEX idx_events_user_id ON public.events USING btree (user_id);
ALTER TABLE public.events ATTACH PARTITION public.events_past FOR VALUES FROM (MINVALUE) TO ('2026-02-01');
CREATE TABLE public.events_2026_02_01 PARTITION OF public.events FOR VALUES FROM ('2026-02-01') TO ('2026-02-08');
CREATE TABLE public.events_2026_02_08 PARTITION OF public.events FOR VALUES FROM ('2026-02-08') TO ('2026-02-15');
CREATE TABLE public.events_2026_02_15 PARTITION OF public.events FOR VALUES FROM ('2026-02-15') TO ('2026-02-22');
SELECT setval(pg_get_serial_sequence('public.events', 'id'), coalesce(max(id), 0) + 1, false) FROM public.events;
ALTER TABLE public.events ADD CONSTRAINT events_country_fkey FOREIGN KEY (country) REFERENCES public.countries (code);
ALTER TABLE public.events ADD CONSTRAINT events_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations (id);
ALTER TABLE public.events ADD CONSTRAINT events_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id);
ALTER TABLE public.event_notes ADD COLUMN IF NOT EXISTS event_occurred_at timestamp with time zone;
UPDATE public.event_notes AS child SET event_occurred_at = parent.occurred_at FROM public.events AS parent WHERE child.event_id = parent.id AND child.event_occurred_at IS NULL;
ALTER TABLE public.event_notes ALTER COLUMN event_occurred_at SET NOT NULL;
ALTER TABLE public.event_notes ADD CONSTRAINT event_notes_event_id_fkey FOREIGN KEY (event_id, event_occurred_at) REFERENCES public.events (id, occurred_at) ON DELETE CASCADE;
COMMIT;
-- later, before each period:
-- CREATE TABLE public.events_2026_02_22 PARTITION OF public.events FOR VALUES FROM ('2026-02-22') TO ('2026-03-01');
--   older than 400 days: DROP TABLE of the partition, in the place of DELETE
