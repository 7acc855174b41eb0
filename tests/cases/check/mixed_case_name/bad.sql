CREATE TABLE "Account" (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "displayName" text NOT NULL
);
