CREATE FUNCTION promote(person bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
  AS 'BEGIN PERFORM person; END';
REVOKE EXECUTE ON FUNCTION promote(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION promote(bigint) TO manager;
-- Runs with the rights of its caller.
CREATE FUNCTION greet(person bigint) RETURNS void LANGUAGE plpgsql AS 'BEGIN PERFORM person; END';
-- Nobody can call a trigger function.
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS 'BEGIN RETURN NEW; END';
