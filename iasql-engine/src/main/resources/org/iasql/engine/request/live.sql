-- What runs, and how to stop it.

-- How a transaction ended, 'in progress' if it has not; NULL where this server does not know its id, as
-- in a copy of another cluster's database.
CREATE OR REPLACE FUNCTION iasql.transaction_status(verdict xid8) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN pg_xact_status(verdict);
EXCEPTION WHEN invalid_parameter_value THEN
  RETURN NULL;
END $$;

-- Every writing call that is not settled, with what its book-keeping says of it.
CREATE OR REPLACE FUNCTION iasql.unsettled_operations()
RETURNS TABLE (opid uuid, optype text, caller jsonb, state text, waits_for text, cancelled text, error text, started timestamptz)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    WITH known AS (
      SELECT coalesce(r.id, o.opid) AS opid, coalesce(r.verb, p.optype) AS optype, r.caller, r.cancelled, p.err,
        coalesce(r.submitted, p.start_date, o.started) AS started,
        r.id IS NOT NULL AND r.engine IS NULL AS unclaimed,
        r.id IS NOT NULL AND p.opid IS NULL AS queued,
        p.end_date IS NULL AND r.over IS NOT TRUE AS working,
        o.started < clock_timestamp() - interval '1 hour' OR o.verdict = '0' AS old,
        coalesce(iasql.is_alive(coalesce(o.epoch, r.engine)), false) AS attended,
        coalesce(r.verdict, o.verdict) AS verdict
      FROM (SELECT * FROM iasql.request q WHERE q.verdict IS NOT NULL) r
      FULL JOIN (SELECT * FROM iasql.operation u WHERE u.settled IS NULL) o ON o.opid = r.id
      LEFT JOIN public.iasql_operation p ON p.opid = coalesce(r.id, o.opid)),
    judged AS (
      SELECT k.*, CASE
        WHEN k.unclaimed THEN 'waiting'
        WHEN NOT k.attended THEN 'unsettled'
        WHEN k.working AND k.cancelled IS NOT NULL THEN 'cancelling'
        WHEN k.working AND k.queued THEN 'waiting'
        WHEN k.working THEN 'running'
        WHEN k.fate = 'in progress' THEN CASE WHEN k.err IS NULL THEN 'open' ELSE 'failed' END
        WHEN k.fate = 'committed' THEN 'settling'
        ELSE 'undoing' END AS state
      FROM (SELECT n.*, iasql.transaction_status(n.verdict) AS fate FROM known n) k)
    SELECT j.opid, j.optype, j.caller, j.state,
      CASE
        WHEN j.unclaimed THEN 'an engine'
        WHEN j.state = 'waiting' THEN 'the engine, which settles an earlier call'
        WHEN j.state = 'unsettled' AND j.old THEN format('a person: SELECT * FROM iasql_settle(''%s'')', j.opid)
        WHEN j.state = 'unsettled' THEN 'the next engine, because its own is gone'
        WHEN j.state IN ('open', 'failed') THEN
          format('the transaction of %s to end', coalesce(iasql.session_name(j.caller), 'its caller')) END,
      j.cancelled, j.err, j.started
    FROM judged j;
END $$;

CREATE OR REPLACE FUNCTION iasql.session_name(caller jsonb) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT format('''%s'' (pid %s%s)', caller ->> 'user', caller ->> 'pid', ', ' || nullif(caller ->> 'application', ''))
  WHERE caller IS NOT NULL
$$;

-- The sessions whose writing call waits for another one's transaction: they use the writer's row, and wait
-- for a row's lock.
CREATE OR REPLACE FUNCTION iasql.waiting_writers() RETURNS TABLE (pid integer)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT l.pid FROM pg_locks l JOIN pg_locks w ON w.pid = l.pid
  WHERE l.relation = 'iasql.writer'::regclass AND l.mode = 'RowExclusiveLock' AND l.granted
    AND NOT w.granted AND w.locktype IN ('transactionid', 'tuple')
    AND NOT EXISTS (SELECT FROM iasql.request r WHERE r.verdict IS NOT NULL AND (r.caller ->> 'pid')::integer = l.pid)
$$;

-- Whether a role may see the steps of a table. One that is not there for this session, as while the
-- transaction that installs it is open, is for those who will get the right.
CREATE OR REPLACE FUNCTION iasql.may_read(role name, table_name text) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF to_regclass(format('public.%I', table_name)) IS NULL THEN
    RETURN EXISTS (SELECT FROM iasql.members m WHERE pg_has_role(role, m.name, 'USAGE'));
  END IF;
  RETURN has_table_privilege(role, format('public.%I', table_name), 'SELECT');
END $$;

-- Answered from the book-keeping alone, so that it answers also where no engine does.
CREATE OR REPLACE FUNCTION public.iasql_status()
RETURNS TABLE (opid uuid, optype text, "user" text, application_name text, pid integer, state text, waits_for text,
  step integer, table_name text, description text, attempts integer, last_error text, started timestamptz, elapsed interval)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  acting constant name := coalesce(nullif(current_setting('role'), 'none'), session_user);
  now constant timestamptz := clock_timestamp();
  hidden bigint;
BEGIN
  IF pg_is_in_recovery() THEN
    RAISE EXCEPTION USING errcode = '25006',
      message = 'This server is a hot standby, which does not see what runs. Call iasql_status() on the primary server.';
  END IF;
  SELECT count(*) INTO hidden
  FROM iasql.unsettled_operations() o JOIN iasql.operation_step s ON s.opid = o.opid
  WHERE NOT iasql.may_read(acting, s.table_name);
  IF hidden > 0 THEN
    RAISE NOTICE '% more % not shown, because you may not SELECT the %.', hidden,
      CASE hidden WHEN 1 THEN 'step is' ELSE 'steps are' END, CASE hidden WHEN 1 THEN 'table' ELSE 'tables' END;
  END IF;
  RETURN QUERY
    WITH operations AS (SELECT * FROM iasql.unsettled_operations())
    SELECT l.* FROM (
      SELECT o.opid, o.optype, o.caller ->> 'user' AS "user", o.caller ->> 'application' AS application_name,
        (o.caller ->> 'pid')::integer AS pid, o.state, o.waits_for, NULL::integer AS step, NULL::text AS table_name,
        'cancelled by ' || o.cancelled AS description, NULL::integer AS attempts, o.error AS last_error,
        o.started, now - o.started AS elapsed
      FROM operations o
      UNION ALL
      SELECT o.opid, o.optype, o.caller ->> 'user', o.caller ->> 'application', (o.caller ->> 'pid')::integer,
        coalesce(s.undone, s.state), CASE WHEN s.state = 'later' AND s.undone IS NULL THEN 'the COMMIT of the transaction' END,
        s.step, s.table_name, s.kind || ' ' || s.description, s.attempts, s.last_error,
        s.start_date, coalesce(s.end_date, now) - s.start_date
      FROM operations o JOIN public.iasql_operation_step s ON s.opid = o.opid
      WHERE iasql.may_read(acting, s.table_name)
      UNION ALL
      SELECT NULL, NULL, a.usename, a.application_name, a.pid, 'waiting',
        format('the transaction of %s to end', iasql.current_writer()), NULL, NULL, NULL, NULL, NULL, NULL, NULL
      FROM iasql.waiting_writers() w JOIN pg_stat_activity a ON a.pid = w.pid) l
    ORDER BY min(l.started) OVER (PARTITION BY l.opid), l.opid, l.step NULLS FIRST;
END $$;

-- Stops a call that changes rows or the cloud, and says whether it ran; false if it had only waited. An
-- engine notes it at once, whatever becomes of the transaction of who cancels.
CREATE OR REPLACE FUNCTION public.iasql_cancel(opid uuid)
RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT (iasql.call('cancel', jsonb_build_object('opid', opid), false) -> 0 ->> 'running')::boolean
$$;
