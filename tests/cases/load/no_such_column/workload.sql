-- name: by customer
-- $1: orders.custmer_id
SELECT * FROM orders WHERE customer_id = $1;
