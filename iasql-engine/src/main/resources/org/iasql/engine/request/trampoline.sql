-- The trampoline: until the engine is done, the caller's session runs what the engine asks for.
-- Everything here runs as iasql_owner; clients cannot call it, only the functions in 'public'.

-- Makes this call the only writer until the caller's transaction ends, and returns the transaction
-- whose end decides. An UPDATE of a row and not an advisory lock, because PostgreSQL then sees
-- deadlocks, and raises 40001 where another writer's commit is outside of the caller's snapshot.
CREATE OR REPLACE FUNCTION iasql.take_turn(call uuid) RETURNS xid8
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  own_timeout constant text := current_setting('lock_timeout');
  patience constant interval := own_timeout::interval;
  began constant timestamptz := clock_timestamp();
  remaining interval;
  top bigint;
  own bigint;
BEGIN
  -- The engine acts on the commit, so it must not be lost.
  IF current_setting('synchronous_commit') = 'off' THEN
    PERFORM set_config('synchronous_commit', 'on', true);
  END IF;
  PERFORM FROM iasql.writer FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN
    RAISE NOTICE 'waiting for the transaction of % to end', iasql.current_writer();
  END IF;
  LOOP
    BEGIN
      -- Wait in pieces of 10 s, to be able to say so, but not longer than the caller wants.
      remaining := CASE WHEN patience > '0' THEN patience - (clock_timestamp() - began) END;
      PERFORM set_config('lock_timeout',
        greatest(1, least(10000, ceil(extract(epoch FROM remaining) * 1000)))::integer::text, true);
      UPDATE iasql.writer SET request = call;
      PERFORM set_config('lock_timeout', own_timeout, true);
      EXIT;
    EXCEPTION WHEN lock_not_available THEN
      IF patience > '0' AND clock_timestamp() - began >= patience THEN
        RAISE;
      END IF;
      RAISE NOTICE 'still waiting for the transaction of % to end', iasql.current_writer();
    END;
  END LOOP;
  -- The row's own transaction id, a savepoint's where there is one: it says "aborted" as soon as
  -- that is rolled back. xmin has 32 bits; the rest comes from the top-level id, which is older.
  INSERT INTO iasql.outcome (request) VALUES (call) RETURNING xmin::text::bigint INTO own;
  top := pg_current_xact_id()::text::bigint;
  RETURN (top + (own - top % 4294967296 + 4294967296) % 4294967296)::text::xid8;
END $$;

CREATE OR REPLACE FUNCTION iasql.current_writer() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(string_agg(
    CASE WHEN l.pid IS NULL THEN 'a prepared transaction'
      ELSE format('''%s'' (pid %s%s)', a.usename, l.pid, ', ' || nullif(a.application_name, '')) END, ', '),
    'another session')
  FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
  WHERE l.relation = 'iasql.writer'::regclass AND l.mode = 'RowExclusiveLock' AND l.granted
    AND l.pid IS DISTINCT FROM pg_backend_pid()
    AND NOT EXISTS (SELECT FROM pg_locks w WHERE w.pid = l.pid AND NOT w.granted)
$$;

-- Hands the call in through a loopback session, whose writes are committed at once. A session that
-- was kept from an earlier call may have died meanwhile: then once more, with a new one.
CREATE OR REPLACE FUNCTION iasql.submit(
  link text, call uuid, ticket integer, verb text, args jsonb, verdict xid8)
RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  kept boolean := coalesce(link = ANY (${dblink}.dblink_get_connections()), false);
  caller constant jsonb := jsonb_build_object(
    'user', session_user,
    'role', coalesce(nullif(current_setting('role'), 'none'), session_user),
    'pid', pg_backend_pid(),
    'application', current_setting('application_name'),
    'isolation', current_setting('transaction_isolation'),
    'readOnly', current_setting('transaction_read_only')::boolean);
BEGIN
  LOOP
    BEGIN
      IF NOT kept THEN
        PERFORM ${dblink}.dblink_connect(link, 'iasql_loopback');
      END IF;
      PERFORM FROM ${dblink}.dblink(link, format('SELECT iasql_link.submit(%L, %s, %s, %L, %L, %L, %L)',
        call, ticket, pg_backend_pid(), verb, args, caller, verdict)) AS t(done text);
      RETURN;
    EXCEPTION WHEN others THEN
      IF NOT kept THEN
        RAISE;
      END IF;
    END;
    PERFORM ${dblink}.dblink_disconnect(link);
    kept := false;
  END LOOP;
END $$;

-- Runs one statement of the engine's: an array of its rows, or the number of rows it changed. Values
-- are bound, never part of the text.
CREATE OR REPLACE FUNCTION iasql.run_step(kind text, statement text, argument jsonb) RETURNS json
LANGUAGE plpgsql AS $$
DECLARE
  rows json;
  affected bigint;
BEGIN
  IF kind = 'query' THEN
    EXECUTE format($q$
      WITH iasql_answer AS (%s
      )
      SELECT pg_catalog.json_agg(iasql_answer) FROM iasql_answer $q$, statement) INTO rows USING argument;
    RETURN coalesce(rows, '[]');
  END IF;
  EXECUTE statement USING argument;
  GET DIAGNOSTICS affected = ROW_COUNT;
  RETURN to_json(affected);
END $$;

-- Hands the answers of a batch in; 'answered' is the last step that has been seen to.
CREATE OR REPLACE FUNCTION iasql.hand_in(link text, call uuid, answers json[], answered integer)
RETURNS void LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  SELECT FROM ${dblink}.dblink(link, format('SELECT iasql_link.answer(%L, %L, %s)',
    call, array_to_json(answers), answered)) AS t(done text)
$$;

-- Raises the engine's error as SQL's own. RAISE takes no NULL, hence one form for each.
CREATE OR REPLACE FUNCTION iasql.fail(message text, details jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  code constant text := coalesce(details ->> 'sqlstate', 'IQ000');
BEGIN
  IF details ? 'detail' AND details ? 'hint' THEN
    RAISE EXCEPTION USING errcode = code, message = message, detail = details ->> 'detail', hint = details ->> 'hint';
  ELSIF details ? 'detail' THEN
    RAISE EXCEPTION USING errcode = code, message = message, detail = details ->> 'detail';
  ELSIF details ? 'hint' THEN
    RAISE EXCEPTION USING errcode = code, message = message, hint = details ->> 'hint';
  END IF;
  RAISE EXCEPTION USING errcode = code, message = message;
END $$;

-- Waits until the engine has something new, or it is time to look whether it still lives: a NOTIFY on
-- the loopback session shows without a round trip, and in any isolation level. The pause grows with
-- the time waited, so that a short answer is met at once and a long one costs no processor. Returns
-- when the caller was last told something: a NOTICE every 10 s keeps the client's connection alive,
-- and finds out that it is gone.
CREATE OR REPLACE FUNCTION iasql.await_news(link text, began timestamptz, told timestamptz)
RETURNS timestamptz LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  look_at constant timestamptz := clock_timestamp()
    + CASE WHEN clock_timestamp() - began > '10 s' THEN interval '3 s' ELSE interval '1 s' END;
  waited double precision;
BEGIN
  LOOP
    PERFORM FROM ${dblink}.dblink_get_notify(link);
    EXIT WHEN FOUND OR clock_timestamp() > look_at;
    IF clock_timestamp() > told + interval '10 s' THEN
      told := clock_timestamp();
      RAISE NOTICE 'still working: % s since the engine''s last word', round(extract(epoch FROM told - began));
    END IF;
    waited := extract(epoch FROM clock_timestamp() - began);
    IF waited > 0.001 THEN
      PERFORM pg_sleep(least(CASE WHEN waited > 10 THEN 0.25 ELSE 0.1 END, waited / 10));
    END IF;
  END LOOP;
  RETURN told;
END $$;

CREATE OR REPLACE FUNCTION iasql.call(verb text, args jsonb, writes boolean) RETURNS jsonb
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET row_security = off SET standard_conforming_strings = on
SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'iso_8601' SET bytea_output = 'hex'
SET extra_float_digits = 1 SET xmloption = content SET jit = off
AS $$
DECLARE
  id constant uuid := gen_random_uuid();
  -- A name of its own for each call where clients can use dblink: none can have opened it before.
  link constant text := CASE WHEN ${keep_loopback} THEN 'iasql' ELSE 'iasql ' || id END;
  ticket integer;
  verdict xid8;
  step record;
  seen integer := 0;
  answers json[];
  began timestamptz := clock_timestamp();
  told timestamptz := clock_timestamp();
  result jsonb;
BEGIN
  IF pg_is_in_recovery() THEN
    RAISE EXCEPTION USING errcode = '25006',
      message = 'This server is a hot standby, where an engine cannot work. Call on the primary server.';
  END IF;
  IF EXISTS (SELECT FROM pg_locks l WHERE l.locktype = 'advisory' AND l.classid = ${ticket_lock} AND l.pid = pg_backend_pid()) THEN
    RAISE EXCEPTION USING errcode = '55006',
      message = 'An IaSQL function cannot be called from inside another one. Call it after the first has returned.';
  END IF;
  IF writes THEN
    verdict := iasql.take_turn(id);
  END IF;
  -- The ticket is held by the session, so that it is free as soon as nobody waits, whatever ended the wait.
  LOOP
    ticket := (random() * 2147483646)::integer;
    EXIT WHEN pg_try_advisory_lock(${ticket_lock}, ticket);
  END LOOP;
  BEGIN
    PERFORM iasql.submit(link, id, ticket, verb, args, verdict);
    LOOP
      answers := '{}';
      FOR step IN
        SELECT * FROM ${dblink}.dblink(link, format('SELECT * FROM iasql_link.next_steps(%L, %s)', id, seen))
          AS t(number integer, kind text, text text, argument jsonb)
      LOOP
        seen := step.number;
        IF step.kind = 'result' THEN
          result := step.argument;
        ELSIF step.kind = 'error' THEN
          PERFORM iasql.fail(step.text, step.argument);
        ELSIF step.kind = 'notice' THEN
          RAISE NOTICE '%', step.text;
        ELSE
          answers := answers || json_build_object('step', step.number,
            'body', iasql.run_step(step.kind, step.text, step.argument));
        END IF;
        began := clock_timestamp();
        IF step.kind = 'notice' THEN
          told := began;
        END IF;
      END LOOP;
      EXIT WHEN result IS NOT NULL;
      IF cardinality(answers) > 0 THEN
        PERFORM iasql.hand_in(link, id, answers, seen);
      END IF;
      told := iasql.await_news(link, began, told);
    END LOOP;
    PERFORM iasql.hang_up(link, id, NULL);
    PERFORM pg_advisory_unlock(${ticket_lock}, ticket);
    IF writes THEN
      -- What the caller changes from here on is not this call's doing: the audit looks here.
      UPDATE iasql.writer SET request = NULL;
    END IF;
    RETURN result;
  EXCEPTION WHEN query_canceled OR others THEN
    PERFORM iasql.hang_up(link, id, sqlerrm);
    PERFORM pg_advisory_unlock(${ticket_lock}, ticket);
    RAISE;
  END;
END $$;

-- Ends the call's use of the loopback session. After a success it may be kept, for a minute; after an
-- error its state is unknown, so it goes, and the engine is told why if it can be reached at all.
CREATE OR REPLACE FUNCTION iasql.hang_up(link text, call uuid, trouble text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF trouble IS NULL AND ${keep_loopback} THEN
    RETURN;
  END IF;
  IF trouble IS NOT NULL THEN
    BEGIN
      PERFORM FROM ${dblink}.dblink(link, format('SELECT iasql_link.leave(%L, %L)', call, trouble)) AS t(done text);
    EXCEPTION WHEN others THEN
      -- A session that does not answer is one more reason to close it; the engine finds the ticket free.
      RAISE DEBUG 'the loopback did not take the farewell: %', sqlerrm;
    END;
  END IF;
  BEGIN
    PERFORM ${dblink}.dblink_disconnect(link);
  EXCEPTION WHEN others THEN
    RAISE DEBUG 'the loopback could not be closed: %', sqlerrm;
  END;
END $$;
