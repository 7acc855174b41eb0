CREATE TABLE counter (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n bigint NOT NULL);
CREATE FUNCTION raise_counter() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$UPDATE public.counter SET n = n + 1$$;
CREATE FUNCTION lower_counter() RETURNS void LANGUAGE sql AS $$UPDATE counter SET n = n - 1$$;
