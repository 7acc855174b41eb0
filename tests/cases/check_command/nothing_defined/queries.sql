-- No schema in here.
SELECT 1;
