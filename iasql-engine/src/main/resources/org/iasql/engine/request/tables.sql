-- The book-keeping of the request path, owned by iasql_owner in a schema that no client can use.
-- Requests, steps and answers live as long as a call does, so they are unlogged: after a crash of
-- the server every caller is gone, too.

-- One call of a SQL function. The caller holds the advisory lock 'ticket' for as long as it waits.
CREATE UNLOGGED TABLE IF NOT EXISTS iasql.request (
  id uuid PRIMARY KEY,
  ticket integer NOT NULL,
  verb text NOT NULL,
  args jsonb NOT NULL,
  caller jsonb NOT NULL,
  verdict xid8,                    -- the transaction of the outcome row; NULL for a call that writes nothing
  channel text NOT NULL,           -- a NOTIFY here wakes the caller
  submitted timestamptz NOT NULL DEFAULT clock_timestamp(),
  engine bigint,                   -- epoch of the engine that claimed it
  answered integer NOT NULL DEFAULT 0, -- the last step that the caller has seen to
  cancelled text,                  -- who cancelled it: from then on it cannot succeed
  over boolean NOT NULL DEFAULT false -- whether its result or error is among the steps: too late to cancel
);

-- What the engine asks the caller's session to do next, in order.
CREATE UNLOGGED TABLE IF NOT EXISTS iasql.step (
  request uuid NOT NULL,
  number integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('query', 'execute', 'notice', 'result', 'error')),
  text text NOT NULL,              -- SQL, or the text of a notice or error
  argument json,                   -- what $1 is bound to, the result, or the error's sqlstate, detail and hint
  PRIMARY KEY (request, number)
);

-- What came of a step: rows as a JSON array, or a number of rows.
CREATE UNLOGGED TABLE IF NOT EXISTS iasql.answer (
  request uuid NOT NULL,
  step integer NOT NULL,
  body json NOT NULL,
  PRIMARY KEY (request, step)
);

-- Not compressed: written once, read once. Asked first, because an ALTER TABLE would stop the calls of
-- other engines for as long as this one starts.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'iasql.request'::regclass AND attname = 'over') THEN
    ALTER TABLE iasql.request ADD COLUMN cancelled text, ADD COLUMN over boolean NOT NULL DEFAULT false;
  END IF;
  IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'iasql.step'::regclass AND attname = 'argument' AND attstorage <> 'e') THEN
    ALTER TABLE iasql.step ALTER COLUMN argument SET STORAGE EXTERNAL;
    ALTER TABLE iasql.answer ALTER COLUMN body SET STORAGE EXTERNAL;
  END IF;
END $$;

-- Engines, one row for each start. Logged, because an epoch must never be given out twice.
CREATE TABLE IF NOT EXISTS iasql.engine (
  epoch bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id text NOT NULL,
  region text NOT NULL,
  version text NOT NULL,
  started timestamptz NOT NULL DEFAULT clock_timestamp(),
  heartbeat timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Written in the caller's transaction: the row is there if, and only if, the call was committed.
CREATE TABLE IF NOT EXISTS iasql.outcome (
  request uuid PRIMARY KEY,
  written timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- The one row that every writing call updates, so that writers follow one another.
CREATE TABLE IF NOT EXISTS iasql.writer (
  sole boolean PRIMARY KEY DEFAULT true CHECK (sole),
  request uuid                     -- seen by its own transaction alone, while the call runs: NULL once it is over
);
INSERT INTO iasql.writer DEFAULT VALUES ON CONFLICT DO NOTHING;

-- The version of this book-keeping, journal included. An engine that knows only older ones does not start.
CREATE TABLE IF NOT EXISTS iasql.book_keeping (
  sole boolean PRIMARY KEY DEFAULT true CHECK (sole),
  version integer NOT NULL
);
INSERT INTO iasql.book_keeping (version) VALUES (${book_keeping})
  ON CONFLICT (sole) DO UPDATE SET version = excluded.version WHERE book_keeping.version < excluded.version;

-- Which database this was when the engine first saw it; a copy carries the original's identity.
CREATE TABLE IF NOT EXISTS iasql.database_identity (
  sole boolean PRIMARY KEY DEFAULT true CHECK (sole),
  system_identifier text NOT NULL,
  database_oid oid NOT NULL,
  recorded timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- What clients may read.
CREATE TABLE IF NOT EXISTS public.iasql_operation (
  opid uuid PRIMARY KEY,
  start_date timestamptz NOT NULL DEFAULT clock_timestamp(),
  end_date timestamptz,
  optype text NOT NULL,
  params text[] NOT NULL DEFAULT '{}',
  output text,
  err text
);
CREATE TABLE IF NOT EXISTS public.iasql_module (name text PRIMARY KEY);
CREATE TABLE IF NOT EXISTS public.iasql_dependencies (
  module text NOT NULL,
  dependency text NOT NULL,
  PRIMARY KEY (module, dependency)
);
CREATE TABLE IF NOT EXISTS public.iasql_tables (
  "table" text PRIMARY KEY,
  module text NOT NULL
);
CREATE TABLE IF NOT EXISTS public.iasql_audit_log (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  ts timestamptz NOT NULL DEFAULT clock_timestamp(),
  "user" text NOT NULL,
  table_name text NOT NULL,
  change_type text NOT NULL,
  change json,
  operation uuid
);

-- What guards the account. Clients protect rows; the limit is the owner's and the superuser's to set.
CREATE TABLE IF NOT EXISTS public.iasql_protected (
  table_name text NOT NULL,
  id text NOT NULL,
  PRIMARY KEY (table_name, id)
);
CREATE TABLE IF NOT EXISTS public.iasql_limit (
  sole boolean PRIMARY KEY DEFAULT true CHECK (sole),
  max_deletes integer NOT NULL CONSTRAINT max_deletes_is_not_negative CHECK (max_deletes >= 0)
);
