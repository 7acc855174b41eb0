CREATE SCHEMA billing;
CREATE TABLE customer (id bigint PRIMARY KEY, email text NOT NULL UNIQUE, referred_by bigint REFERENCES customer (id));
COMMENT ON TABLE customer IS 'Who buys & pays.';
COMMENT ON COLUMN customer.email IS 'Checked by a <link>.';
CREATE TABLE product (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customer (id), note text);
CREATE TABLE order_line (order_id bigint REFERENCES orders (id), product_id bigint REFERENCES product (id), PRIMARY KEY (order_id, product_id));
CREATE TABLE billing.invoice (id bigint PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders (id), total numeric(10,2));
CREATE TABLE billing.payment (id bigint PRIMARY KEY, invoice_id bigint REFERENCES billing.invoice (id));
CREATE TABLE setting (key text PRIMARY KEY, value text);

