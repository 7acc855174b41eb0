-- Rows that refer to another tenant's: each of these must return none.
SELECT child.* FROM public.events AS child JOIN public.users AS parent ON child.user_id = parent.id WHERE child.organization_id <> parent.organization_id;

-- What has to change; PostgreSQL runs it without Citus.
BEGIN;
ALTER TABLE public.event_notes DROP CONSTRAINT event_notes_event_id_fkey;
ALTER TABLE public.events DROP CONSTRAINT events_user_id_fkey;
ALTER TABLE public.event_notes ADD COLUMN organization_id uuid;
UPDATE public.event_notes AS child SET organization_id = parent.organization_id FROM public.events AS parent WHERE child.event_id = parent.id;
ALTER TABLE public.event_notes ALTER COLUMN organization_id SET NOT NULL;
ALTER TABLE public.event_notes DROP CONSTRAINT event_notes_pkey;
ALTER TABLE public.event_notes ADD CONSTRAINT event_notes_pkey PRIMARY KEY (organization_id, event_id, n);
ALTER TABLE public.events DROP CONSTRAINT events_pkey;
ALTER TABLE public.events ADD CONSTRAINT events_pkey PRIMARY KEY (organization_id, id);
ALTER TABLE public.users DROP CONSTRAINT users_pkey;
ALTER TABLE public.users ADD CONSTRAINT users_pkey PRIMARY KEY (organization_id, id);
ALTER TABLE public.users DROP CONSTRAINT users_email_key;
ALTER TABLE public.users ADD CONSTRAINT users_email_key UNIQUE (organization_id, email);
ALTER TABLE public.event_notes ADD CONSTRAINT event_notes_event_id_fkey FOREIGN KEY (organization_id, event_id) REFERENCES public.events (organization_id, id) ON DELETE CASCADE;
ALTER TABLE public.events ADD CONSTRAINT events_user_id_fkey FOREIGN KEY (organization_id, user_id) REFERENCES public.users (organization_id, id);
COMMIT;

-- On the coordinator of a Citus cluster. Not checked: there was no Citus.
CREATE EXTENSION IF NOT EXISTS citus;
SELECT create_reference_table('public.countries');
SELECT create_distributed_table('public.organizations', 'id', shard_count => 64);
SELECT create_distributed_table('public.users', 'organization_id', colocate_with => 'public.organizations');
SELECT create_distributed_table('public.events', 'organization_id', colocate_with => 'public.organizations');
SELECT create_distributed_table('public.event_notes', 'organization_id', colocate_with => 'public.organizations');
