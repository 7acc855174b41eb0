CREATE TABLE holder (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, label text NOT NULL);
CREATE TABLE person (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tenant_id uuid NOT NULL , label text NOT NULL);
CREATE INDEX ON person (tenant_id);
CREATE TABLE letter (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tenant_id uuid NOT NULL , label text NOT NULL);
CREATE INDEX ON letter (tenant_id);
CREATE TABLE parcel (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tenant_id uuid NOT NULL , label text NOT NULL);
CREATE INDEX ON parcel (tenant_id);
CREATE TABLE stamp (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tenant_id uuid NOT NULL, label text NOT NULL);
