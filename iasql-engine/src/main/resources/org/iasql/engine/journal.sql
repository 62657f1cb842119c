-- The engine's book-keeping, besides the request path. Clients see none of it but public.iasql_operation.

-- What a committed row of this database has held: only this is ever deleted. Written in the caller's
-- own transaction, together with the rows.
CREATE TABLE IF NOT EXISTS iasql.ledger (
  table_name text NOT NULL,
  identity text NOT NULL,
  incarnation text NOT NULL,
  PRIMARY KEY (table_name, identity)
);

-- One row for each run that may change the account. The journal is written on the engine's own
-- connections, so that it is there whatever becomes of the caller's transaction.
CREATE TABLE IF NOT EXISTS iasql.operation (
  opid uuid PRIMARY KEY,
  epoch bigint NOT NULL,
  account_id text NOT NULL,
  state text NOT NULL DEFAULT 'running'
    CHECK (state IN ('running', 'answered', 'failed', 'committed', 'rolled back')),
  started timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended timestamptz
);

CREATE TABLE IF NOT EXISTS iasql.operation_step (
  opid uuid NOT NULL REFERENCES iasql.operation ON DELETE CASCADE,
  step integer NOT NULL,
  kind text NOT NULL,
  table_name text NOT NULL,
  row_key text,
  description text NOT NULL,
  region text,
  identity text,
  incarnation text,
  state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'failed')),
  started timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended timestamptz,
  error text,
  PRIMARY KEY (opid, step)
);

CREATE TABLE IF NOT EXISTS iasql.operation_call (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  opid uuid NOT NULL,
  step integer NOT NULL,
  service text NOT NULL,
  operation text NOT NULL,
  client_token text NOT NULL,
  started timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended timestamptz,
  succeeded boolean,
  error text,
  FOREIGN KEY (opid, step) REFERENCES iasql.operation_step ON DELETE CASCADE
);
