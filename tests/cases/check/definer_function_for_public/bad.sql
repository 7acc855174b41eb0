CREATE FUNCTION promote(person bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
  AS 'BEGIN PERFORM person; END';
