DO $$
BEGIN
  EXECUTE 'ALTER TABLE orders ADD archived_at ' || pg_typeof(now());
END
$$;
