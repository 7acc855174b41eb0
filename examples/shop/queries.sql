-- name: orders_of_customer
-- rate: 120/s
SELECT id, status, total, placed_at
FROM orders
WHERE customer_id = $1
ORDER BY created_at DESC
LIMIT 20;

-- name: items_of_order
-- rate: 150/s
SELECT i.line_number, p.name, i.quantity, i.unit_price
FROM order_items i
JOIN products p ON p.id = i.product_id
WHERE i.order_id = $1
ORDER BY i.line_number;

-- name: customer_by_email
-- rate: 40/s
SELECT id, full_name FROM customers WHERE email = $1 AND deleted_at IS NULL;

-- name: waiting_orders
-- rate: 2/s
SELECT id, customer_id, placed_at
FROM orders
WHERE status = 'paid'
ORDER BY placed_at
LIMIT 50;

-- name: sales_of_product
-- rate: 5/s
SELECT count(*), sum(quantity)
FROM order_items
WHERE product_id = $1;

-- name: revenue_by_day
-- rate: 0.01/s
SELECT date_trunc('day', placed_at) AS day, sum(total)
FROM orders
WHERE status <> 'cart' AND placed_at >= $1
GROUP BY 1
ORDER BY 1;

-- name: mark_shipped
-- rate: 3/s
UPDATE orders SET status = 'shipped', updated_at = now() WHERE id = $1;
