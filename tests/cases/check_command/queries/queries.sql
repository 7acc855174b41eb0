-- name: open_orders
SELECT id, total FROM orders WHERE state = 'open' ORDER BY id;
