DO $$
BEGIN
  EXECUTE 'ALTER TABLE orders ADD archived_' || 'at timestamptz';
END
$$;
