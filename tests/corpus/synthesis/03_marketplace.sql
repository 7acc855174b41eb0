CREATE TYPE order_status AS ENUM ('draft', 'placed', 'shipped', 'returned', 'cancelled');
CREATE TABLE seller (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), email text NOT NULL, vat text, CHECK (email ~* '^[a-z0-9._%+-]+@[a-z0-9.-]+\.[a-z]{2,}$'), CHECK (vat IS NULL OR char_length(vat) BETWEEN 8 AND 14));
CREATE UNIQUE INDEX seller_email ON seller (lower(email));
CREATE TABLE listing (id bigserial PRIMARY KEY, seller_id uuid NOT NULL REFERENCES seller, sku text NOT NULL, price numeric(10,2) NOT NULL CHECK (price > 0), sale_price numeric(10,2), tags text[] NOT NULL DEFAULT '{}', CHECK (sale_price < price), CHECK (cardinality(tags) <= 5), UNIQUE (seller_id, sku));
CREATE TABLE orders (id bigserial PRIMARY KEY, status order_status NOT NULL, placed_at timestamptz, shipped_at timestamptz, cancelled_at timestamptz, cancel_reason text,
  CHECK (status = 'draft' OR placed_at IS NOT NULL), CHECK (status <> 'shipped' OR shipped_at IS NOT NULL), CHECK (shipped_at >= placed_at),
  CONSTRAINT cancelled_says_why CHECK (CASE WHEN status = 'cancelled' THEN cancelled_at IS NOT NULL AND length(trim(cancel_reason)) > 0 ELSE cancelled_at IS NULL AND cancel_reason IS NULL END));
CREATE TABLE order_line (order_id bigint REFERENCES orders ON DELETE CASCADE, position smallint CHECK (position > 0), listing_id bigint NOT NULL REFERENCES listing, quantity int NOT NULL CHECK (quantity > 0), unit_price numeric(10,2) NOT NULL, total numeric(12,2) GENERATED ALWAYS AS (quantity * unit_price) STORED CHECK (total < 1000000), PRIMARY KEY (order_id, position));
