-- The engine's book-keeping, besides the request path. Clients see iasql_operation and
-- iasql_operation_step of it.

-- Who may call the functions, and whether changes are among what they may do.
CREATE OR REPLACE VIEW iasql.members AS
SELECT pg_get_userbyid(a.grantee) AS name, bool_or(p.proname = 'iasql_apply') AS writes
FROM pg_proc p, aclexplode(p.proacl) a
WHERE p.oid IN ('public.iasql_apply()'::regprocedure, 'public.iasql_plan_apply()'::regprocedure)
  AND a.privilege_type = 'EXECUTE' AND a.grantee <> 0 AND a.grantee <> p.proowner
GROUP BY a.grantee;

-- What a committed row of this database has held: only this is ever deleted. Written in the caller's
-- own transaction, together with the rows.
CREATE TABLE IF NOT EXISTS iasql.ledger (
  table_name text NOT NULL,
  identity text NOT NULL,
  incarnation text NOT NULL,
  held_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (table_name, identity)
);

-- One row for each run that changes the account. The journal is written on the engine's own
-- connections, so that it is there whatever becomes of the caller's transaction.
CREATE TABLE IF NOT EXISTS iasql.operation (
  opid uuid PRIMARY KEY,
  epoch bigint NOT NULL,           -- the engine that has it in hand: no other starts a call for it
  account_id text NOT NULL,
  verdict xid8 NOT NULL,           -- the transaction whose end decides
  state text NOT NULL DEFAULT 'running'
    CHECK (state IN ('running', 'answered', 'committed', 'undone', 'forgotten')),
  started timestamptz NOT NULL DEFAULT clock_timestamp(),
  settled timestamptz              -- when nothing was left to do for it
);

-- References in values are AWS's identities; what a column may only be written to is left out.
CREATE TABLE IF NOT EXISTS iasql.operation_step (
  opid uuid NOT NULL REFERENCES iasql.operation ON DELETE CASCADE,
  step integer NOT NULL,
  kind text NOT NULL,
  table_name text NOT NULL,
  region text NOT NULL,
  row_key text,
  description text NOT NULL,
  after integer[] NOT NULL,        -- the steps that had to succeed first
  identity text,
  incarnation text,
  wish jsonb,                      -- what it was to become
  before jsonb,                    -- what it was
  result jsonb,                    -- how the step left it
  state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'failed', 'later')),
  started timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended timestamptz,
  error text,
  undone text CHECK (undone IN ('undone', 'left')),
  undo_note text,                  -- why it was left
  PRIMARY KEY (opid, step)
);

CREATE TABLE IF NOT EXISTS iasql.operation_call (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  opid uuid NOT NULL,
  step integer NOT NULL,
  undoing boolean NOT NULL,
  service text NOT NULL,
  operation text NOT NULL,
  client_token text NOT NULL,
  started timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended timestamptz,
  outcome text CHECK (outcome IN ('done', 'refused', 'unknown')),
  error text,
  FOREIGN KEY (opid, step) REFERENCES iasql.operation_step ON DELETE CASCADE
);

-- Asked first: even CREATE INDEX IF NOT EXISTS waits for every writer, and stops those after it.
DO $$
BEGIN
  IF to_regclass('iasql.operation_unsettled') IS NULL THEN
    CREATE INDEX operation_unsettled ON iasql.operation (started) WHERE settled IS NULL;
    CREATE INDEX operation_call_step ON iasql.operation_call (opid, step);
  END IF;
END $$;

-- What clients see of it, also while an operation runs and waits.
CREATE OR REPLACE VIEW public.iasql_operation_step AS
SELECT s.opid, s.step, lower(s.kind) AS kind, s.table_name, s.description, s.identity, s.state,
  coalesce(c.attempts, 0) AS attempts, coalesce(s.error, c.last_error) AS last_error,
  s.undone, s.undo_note, s.started AS start_date, s.ended AS end_date
FROM iasql.operation_step s
LEFT JOIN LATERAL (
  SELECT count(*)::integer AS attempts, (array_agg(o.error ORDER BY o.id DESC) FILTER (WHERE o.error IS NOT NULL))[1] AS last_error
  FROM iasql.operation_call o WHERE o.opid = s.opid AND o.step = s.step) c ON true;

-- Whoever may preview may read how operations went.
DO $$
DECLARE
  member name;
BEGIN
  FOR member IN SELECT m.name FROM iasql.members m LOOP
    EXECUTE format('GRANT SELECT ON public.iasql_operation_step TO %I', member);
  END LOOP;
END $$;

-- Once, and only where it is missing: each of these waits for every transaction that writes the audit.
DO $$
BEGIN
  IF to_regclass('public.iasql_audit_log_open') IS NULL THEN
    ALTER TABLE public.iasql_audit_log ADD COLUMN IF NOT EXISTS operation uuid;
    CREATE INDEX iasql_audit_log_open ON public.iasql_audit_log (id) WHERE operation IS NULL;
    COMMENT ON COLUMN public.iasql_audit_log.operation IS
      'The opid of the run in iasql_operation that settled the change: the first apply without a failure that saw it, after which AWS agreed with the row; or the sync that overruled it. What apply, sync and install write into rows themselves has their own. NULL: no run has seen the change yet.';
  END IF;
END $$;
