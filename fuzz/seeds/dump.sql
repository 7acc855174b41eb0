\restrict abc
SELECT pg_catalog.set_config('search_path', '', false);
CREATE FUNCTION public.f(a integer, OUT b text) RETURNS text LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN a = 1 THEN 'x' END; END;
CREATE TABLE public.t (a integer, b text COLLATE "C");
CREATE SEQUENCE public.q START WITH 1 INCREMENT BY -1 NO MINVALUE CACHE 1; ALTER SEQUENCE public.q OWNED BY public.t.a;
ALTER TABLE ONLY public.t ALTER COLUMN a SET DEFAULT nextval('public.q'::regclass);
COPY public.t (a, b) FROM stdin;
1	x
\.
ALTER TABLE ONLY public.t ADD CONSTRAINT t_pkey PRIMARY KEY (a);
CREATE TRIGGER r BEFORE INSERT ON public.t FOR EACH ROW EXECUTE FUNCTION public.f();
ALTER TABLE public.t OWNER TO joe; GRANT ALL ON TABLE public.t TO joe; DROP FUNCTION public.f(integer);
