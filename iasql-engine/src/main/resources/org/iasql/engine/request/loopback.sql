-- What the loopback's login role may call, and nothing else: submit a request, look for the next
-- steps, hand in an answer, leave. The role owns nothing; its password, which pg_dump prints, is
-- good for these functions alone.

CREATE OR REPLACE FUNCTION iasql_link.submit(
  id uuid, ticket integer, caller_pid integer, verb text, args jsonb, caller jsonb, verdict xid8)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  channel constant text := 'iasql_caller_' || pg_backend_pid();
BEGIN
  -- The caller holds a lock that only this database of this cluster can show. A loopback that leads
  -- elsewhere, as in a copy of a database, does not see it, whatever identity the copy claims.
  IF NOT EXISTS (
    SELECT FROM pg_locks l
    WHERE l.locktype = 'advisory' AND l.classid = ${ticket_lock} AND l.objid = submit.ticket::oid
      AND l.pid = caller_pid AND l.granted
      AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database()))
  THEN
    RAISE EXCEPTION USING errcode = 'IQ003',
      message = 'The loopback connection of this database leads to another database, as in a copy. Start an engine on this database: it repairs that.';
  END IF;
  IF current_setting('server_version_num')::integer >= 140000 THEN
    PERFORM set_config('idle_session_timeout', '0', false);
  END IF;
  EXECUTE format('LISTEN %I', channel);
  INSERT INTO iasql.request (id, ticket, verb, args, caller, verdict, channel)
  VALUES (submit.id, submit.ticket, submit.verb, submit.args, submit.caller, submit.verdict, channel);
  PERFORM pg_notify('iasql_engine', 'request ' || submit.id);
END $$;

-- An engine holds a lock for as long as it is connected; the heartbeat tells one that hangs.
CREATE OR REPLACE FUNCTION iasql.is_alive(epoch bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (
      SELECT FROM pg_locks l
      WHERE l.locktype = 'advisory' AND l.classid = ${engine_lock} AND l.objid = epoch::oid AND l.granted
        AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database()))
    AND EXISTS (
      SELECT FROM iasql.engine e
      WHERE e.epoch = is_alive.epoch AND e.heartbeat > clock_timestamp() - interval '7 s')
$$;

-- Why a call that has no next step cannot go on; NULL where all is well.
CREATE OR REPLACE FUNCTION iasql.trouble(
  request uuid, OUT text text, OUT argument jsonb)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  asked record;
  age interval;
BEGIN
  argument := '{"sqlstate": "IQ003"}';
  SELECT r.engine, r.submitted INTO asked FROM iasql.request r WHERE r.id = trouble.request;
  age := clock_timestamp() - asked.submitted;
  IF NOT FOUND THEN
    text := 'The database was restarted, or the engine forgot this call. Its changes are undone; call again.';
  ELSIF asked.engine IS NULL THEN
    IF age > '60 s' THEN
      text := 'The engine took no new call for 60 s. Its log says what keeps it busy; call again later.';
    ELSIF age > '5 s' AND NOT EXISTS (SELECT FROM iasql.engine e WHERE iasql.is_alive(e.epoch)) THEN
      text := 'No engine answered within 5 s. Start one with ''iasql engine --url ...'', or embed it: IasqlEngine.builder().';
    END IF;
  ELSIF NOT iasql.is_alive(asked.engine) THEN
    text := 'The engine stopped, or lost its connection, while it worked on this call. The rows are as they were before; call again once an engine runs.';
  END IF;
END $$;

-- The steps after the last one that the caller has seen; what is wrong, if there are none.
CREATE OR REPLACE FUNCTION iasql_link.next_steps(request uuid, seen integer)
RETURNS TABLE (number integer, kind text, text text, argument json)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    SELECT s.number, s.kind, s.text, s.argument FROM iasql.step s
    WHERE s.request = next_steps.request AND s.number > next_steps.seen ORDER BY s.number;
  IF NOT FOUND THEN
    RETURN QUERY
      SELECT seen + 1, 'error', t.text, t.argument::json FROM iasql.trouble(next_steps.request) t
      WHERE t.text IS NOT NULL;
  ELSIF current_setting('server_version_num')::integer >= 140000
    AND EXISTS (SELECT FROM iasql.step s WHERE s.request = next_steps.request AND s.kind = 'result')
  THEN
    -- The call is over; a session that nobody uses any more ends by itself.
    PERFORM set_config('idle_session_timeout', '60s', false);
  END IF;
END $$;

CREATE OR REPLACE FUNCTION iasql_link.answer(request uuid, answers json, answered integer)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO iasql.answer (request, step, body)
  SELECT answer.request, t.step, t.body
  FROM json_to_recordset(answer.answers) AS t(step integer, body json);
  UPDATE iasql.request r SET answered = answer.answered WHERE r.id = answer.request;
  PERFORM pg_notify('iasql_engine', 'answer ' || answer.request);
END $$;

-- The caller does not wait any more; why, where it was an error.
CREATE OR REPLACE FUNCTION iasql_link.leave(request uuid, reason text)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT pg_notify('iasql_engine', 'leave ' || request || ' ' || left(reason, 1000))
$$;
