-- name: list open orders
-- rate: 120/min
-- reason: the start page
SELECT * FROM orders WHERE customer_id = $1 AND status = 'open' AND created_at >= $2 ORDER BY created_at DESC LIMIT $3;

-- name: take an order
-- rate: 3/s
INSERT INTO orders (customer_id, status) VALUES (:customer, :status);
