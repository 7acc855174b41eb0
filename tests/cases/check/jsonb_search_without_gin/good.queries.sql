-- name: red_products
SELECT id FROM product WHERE attributes @> '{"colour": "red"}';
