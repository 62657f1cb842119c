-- What all module tables share, owned by iasql_owner in the schema that clients cannot use.

-- Functions and types that a module's own statements created, so that uninstalling can drop them.
CREATE TABLE IF NOT EXISTS iasql.module_object (
  module text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('function', 'type')),
  object oid NOT NULL,
  PRIMARY KEY (kind, object)
);

-- What every call asks first, in one go, before it looks at any row. The audit is read before all else:
-- what it misses, a later run settles. PostgreSQL keeps the plans of a function's queries for the session.
CREATE OR REPLACE FUNCTION iasql.surroundings() RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  audited constant jsonb :=
    (SELECT coalesce(jsonb_agg(l.id), '[]') FROM public.iasql_audit_log l WHERE l.operation IS NULL);
  found jsonb := (
    SELECT jsonb_build_object('audited', audited, 'system_identifier', i.system_identifier,
      'database_oid', i.database_oid::bigint,
      'modules', (SELECT coalesce(jsonb_agg(m.name ORDER BY m.name), '[]') FROM public.iasql_module m))
    FROM iasql.database_identity i);
BEGIN
  IF to_regclass('public.aws_account') IS NOT NULL THEN
    found := found || jsonb_build_object(
      'account_id', (SELECT a.account_id FROM public.aws_account a),
      'regions', (SELECT jsonb_agg(r.region ORDER BY r.is_default DESC, r.region)
        FROM public.aws_regions r WHERE r.is_enabled));
  END IF;
  RETURN found;
END $$;

CREATE OR REPLACE FUNCTION iasql.foreign_keys()
RETURNS TABLE ("table" name, "column" name, target name)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT t.relname, a.attname, f.relname
    FROM pg_constraint c
    JOIN pg_class t ON t.oid = c.conrelid
    JOIN pg_class f ON f.oid = c.confrelid
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND cardinality(c.conkey) = 1 AND c.connamespace = 'public'::regnamespace;
END $$;

CREATE OR REPLACE PROCEDURE iasql.record_objects(module_name text)
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO iasql.module_object (module, kind, object)
  SELECT module_name, 'function', p.oid FROM pg_proc p
  WHERE p.pronamespace = 'public'::regnamespace AND p.proowner = 'iasql_owner'::regrole
    AND p.proname NOT LIKE 'iasql\_%' AND p.proname <> 'delete_all_records'
  ON CONFLICT DO NOTHING;
  INSERT INTO iasql.module_object (module, kind, object)
  SELECT module_name, 'type', t.oid FROM pg_type t
  WHERE t.typnamespace = 'public'::regnamespace AND t.typowner = 'iasql_owner'::regrole
    AND t.typtype IN ('e', 'd')
  ON CONFLICT DO NOTHING;
$$;

-- Trigger functions take their triggers along, also those on tables of other modules.
CREATE OR REPLACE PROCEDURE iasql.drop_functions(module_name text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  found record;
BEGIN
  FOR found IN
    SELECT p.oid::regprocedure AS signature FROM iasql.module_object o JOIN pg_proc p ON p.oid = o.object
    WHERE o.module = module_name AND o.kind = 'function' AND p.prorettype = 'trigger'::regtype
  LOOP
    EXECUTE format('DROP FUNCTION %s CASCADE', found.signature);
  END LOOP;
END $$;

CREATE OR REPLACE PROCEDURE iasql.drop_types(module_name text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  found record;
BEGIN
  FOR found IN
    SELECT p.oid::regprocedure AS signature FROM iasql.module_object o JOIN pg_proc p ON p.oid = o.object
    WHERE o.module = module_name AND o.kind = 'function'
  LOOP
    EXECUTE format('DROP FUNCTION %s', found.signature);
  END LOOP;
  FOR found IN
    SELECT t.oid::regtype AS name FROM iasql.module_object o JOIN pg_type t ON t.oid = o.object
    WHERE o.module = module_name AND o.kind = 'type'
  LOOP
    EXECUTE format('DROP TYPE %s', found.name);
  END LOOP;
  DELETE FROM iasql.module_object WHERE module = module_name;
END $$;

CREATE OR REPLACE PROCEDURE iasql.grant_table(table_name text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  member record;
BEGIN
  -- Whoever may apply may write the rows, and whoever may preview may read them.
  FOR member IN SELECT * FROM iasql.members LOOP
    EXECUTE format('GRANT %s ON public.%I TO %I',
      CASE WHEN member.writes THEN 'SELECT, INSERT, UPDATE, DELETE, REFERENCES' ELSE 'SELECT' END,
      table_name, member.name);
  END LOOP;
END $$;

-- The column by which iasql_protected names a row; NULL for a table that has no key of its own.
CREATE OR REPLACE FUNCTION iasql.key_column(table_name text) RETURNS name
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
  WHERE i.indrelid = to_regclass(format('public.%I', table_name)) AND i.indisprimary AND i.indnkeyatts = 1
$$;

-- Refuses what would take a protected row away: a DELETE, and a new key, under which it is not listed.
CREATE OR REPLACE FUNCTION iasql.keep_protected() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  key constant text := TG_ARGV[0];
  kept text;
BEGIN
  IF NOT EXISTS (SELECT FROM public.iasql_protected p WHERE p.table_name = TG_TABLE_NAME) THEN
    RETURN NULL;
  ELSIF TG_OP = 'UPDATE' THEN
    SELECT p.id INTO kept FROM public.iasql_protected p
    WHERE p.table_name = TG_TABLE_NAME AND p.id = to_jsonb(OLD) ->> key;
  ELSE
    EXECUTE format('SELECT p.id FROM public.iasql_protected p JOIN deleted d ON d.%I::text = p.id WHERE p.table_name = $1 LIMIT 1', key)
      INTO kept USING TG_TABLE_NAME::text;
  END IF;
  IF kept IS NOT NULL THEN
    RAISE restrict_violation USING MESSAGE = format(
      'Row ''%1$s'' of table ''%2$s'' is protected, so it cannot be %3$s. Lift the protection first: DELETE FROM iasql_protected WHERE table_name = ''%2$s'' AND id = ''%1$s''.',
      kept, TG_TABLE_NAME, CASE TG_OP WHEN 'UPDATE' THEN 'given another ' || key ELSE 'deleted' END);
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE PROCEDURE iasql.guard_table(table_name text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  key constant name := iasql.key_column(table_name);
BEGIN
  IF key IS NOT NULL THEN
    EXECUTE format('CREATE TRIGGER iasql_keep AFTER DELETE ON public.%I REFERENCING OLD TABLE AS deleted
      FOR EACH STATEMENT EXECUTE FUNCTION iasql.keep_protected(%L)', table_name, key);
    EXECUTE format('CREATE TRIGGER iasql_keep_key AFTER UPDATE OF %1$I ON public.%2$I FOR EACH ROW
      WHEN (OLD.%1$I IS DISTINCT FROM NEW.%1$I) EXECUTE FUNCTION iasql.keep_protected(%1$L)', key, table_name);
  END IF;
END $$;

-- Protects rows that are there, and no others.
CREATE OR REPLACE FUNCTION iasql.protects_a_row() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  key constant name := iasql.key_column(NEW.table_name);
  rows bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM public.iasql_tables t WHERE t."table" = NEW.table_name) THEN
    RAISE check_violation USING MESSAGE = format(
      'Table ''%s'' is of no installed module, so no row of it can be protected. SELECT "table" FROM iasql_tables lists those that are.',
      NEW.table_name);
  ELSIF key IS NULL THEN
    RAISE check_violation USING MESSAGE = format(
      'The rows of table ''%s'' link others and have no key of their own, so they cannot be protected. Protect the rows that they link.',
      NEW.table_name);
  END IF;
  -- Locked, so that a DELETE that has begun is over before the row counts as protected.
  EXECUTE format('SELECT FROM public.%I WHERE %I::text = $1 FOR KEY SHARE', NEW.table_name, key) USING NEW.id;
  GET DIAGNOSTICS rows = ROW_COUNT;
  IF rows = 0 THEN
    RAISE check_violation USING MESSAGE = format(
      'Table ''%1$s'' has no row whose %2$s is ''%3$s'', so it cannot be protected. SELECT %2$s FROM %1$s lists the rows.',
      NEW.table_name, key, NEW.id);
  END IF;
  RETURN NEW;
END $$;

DO $$
DECLARE
  item record;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = 'public.iasql_protected'::regclass AND tgname = 'iasql_protects_a_row') THEN
    CREATE TRIGGER iasql_protects_a_row BEFORE INSERT OR UPDATE ON public.iasql_protected
      FOR EACH ROW EXECUTE FUNCTION iasql.protects_a_row();
  END IF;
  -- Tables that an earlier engine has installed.
  FOR item IN
    SELECT t."table" AS name FROM public.iasql_tables t
    WHERE iasql.key_column(t."table") IS NOT NULL AND NOT EXISTS (
      SELECT FROM pg_trigger g WHERE g.tgrelid = to_regclass(format('public.%I', t."table")) AND g.tgname = 'iasql_keep')
  LOOP
    CALL iasql.grant_table(item.name);
    CALL iasql.guard_table(item.name);
  END LOOP;
END $$;

-- Puts back what a client wrote into a column that AWS assigns: an ORM writes every column back, stale.
-- For the same reason NULL, where a column cannot be NULL and has a default, is no wish: a new row gets the
-- default, another keeps what it has. Its trigger leaves out the owner, in whose name the engine writes.
CREATE OR REPLACE FUNCTION iasql.protect_assigned() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  given jsonb := to_jsonb(NEW);
  kept jsonb := CASE TG_OP WHEN 'UPDATE' THEN to_jsonb(OLD) ELSE '{}' END;
  repaired jsonb := '{}';
  left_out record;
  value jsonb;
  assigned text;
  region text;
BEGIN
  FOR left_out IN
    SELECT a.attname::text AS name, pg_get_expr(d.adbin, d.adrelid) AS default_value
    FROM pg_attribute a JOIN pg_attrdef d ON (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
    WHERE a.attrelid = TG_RELID AND a.attnotnull AND given -> a.attname::text = 'null'
  LOOP
    IF TG_OP = 'UPDATE' THEN
      value := kept -> left_out.name;
      RAISE NOTICE 'Column % of table % cannot be NULL: what was there was put back.', left_out.name, TG_TABLE_NAME;
    ELSE
      EXECUTE 'SELECT to_jsonb(' || left_out.default_value || ')' INTO value;
    END IF;
    given := given || jsonb_build_object(left_out.name, value);
    NEW := jsonb_populate_record(NEW, jsonb_build_object(left_out.name, value));
  END LOOP;
  region := given ->> 'region';
  IF region IS NOT NULL AND NOT EXISTS (SELECT FROM public.aws_regions r WHERE r.region = given ->> 'region') THEN
    RAISE check_violation USING MESSAGE = format(
      'AWS has no region ''%s'' for this account, so a row of table ''%s'' cannot be in it. SELECT * FROM aws_regions lists the regions.',
      region, TG_TABLE_NAME);
  ELSIF region IS NOT NULL AND NOT EXISTS (SELECT FROM public.aws_regions r WHERE r.region = given ->> 'region' AND r.is_enabled) THEN
    RAISE check_violation USING MESSAGE = format(
      'Region ''%s'' is not enabled, so a row of table ''%s'' cannot be in it. Enable it first: UPDATE aws_regions SET is_enabled = true WHERE region = ''%s''.',
      region, TG_TABLE_NAME, region);
  END IF;
  FOREACH assigned IN ARRAY coalesce(TG_ARGV, ARRAY[]::text[]) LOOP
    IF TG_OP = 'UPDATE' AND given -> assigned IS DISTINCT FROM kept -> assigned THEN
      repaired := repaired || jsonb_build_object(assigned, kept -> assigned);
    ELSIF TG_OP = 'INSERT' AND given -> assigned NOT IN ('null', 'false') THEN
      repaired := repaired || jsonb_build_object(assigned,
        CASE jsonb_typeof(given -> assigned) WHEN 'boolean' THEN 'false'::jsonb ELSE 'null'::jsonb END);
    END IF;
  END LOOP;
  IF repaired <> '{}' THEN
    RAISE NOTICE 'Column % of table % is assigned by AWS: what was written into it was put back.',
      (SELECT string_agg(key, ', ') FROM jsonb_object_keys(repaired) key), TG_TABLE_NAME;
    NEW := jsonb_populate_record(NEW, repaired);
  END IF;
  RETURN NEW;
END $$;

-- Writes down who changed which row, and the run whose write it is. Its arguments are the columns
-- whose content is a secret.
CREATE OR REPLACE FUNCTION iasql.audit() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  before jsonb := to_jsonb(OLD);
  after jsonb := CASE TG_OP WHEN 'DELETE' THEN NULL ELSE to_jsonb(NEW) END;
  secret text;
BEGIN
  IF TG_NARGS > 0 THEN
    FOREACH secret IN ARRAY TG_ARGV LOOP
      before := CASE WHEN before ->> secret IS NULL THEN before ELSE before || jsonb_build_object(secret, '***') END;
      after := CASE WHEN after ->> secret IS NULL THEN after ELSE after || jsonb_build_object(secret, '***') END;
    END LOOP;
  END IF;
  INSERT INTO public.iasql_audit_log ("user", table_name, change_type, change, operation)
  VALUES (session_user, TG_TABLE_NAME, lower(TG_OP),
    json_strip_nulls(json_build_object('old', before, 'new', after)), (SELECT w.request FROM iasql.writer w));
  RETURN NULL;
END $$;

-- The same for new rows, a whole statement at a time.
CREATE OR REPLACE FUNCTION iasql.audit_inserts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  secrets text[] := coalesce(TG_ARGV, ARRAY[]::text[]);
  call constant uuid := (SELECT w.request FROM iasql.writer w);
BEGIN
  IF secrets = '{}' THEN
    INSERT INTO public.iasql_audit_log ("user", table_name, change_type, change, operation)
    SELECT session_user, TG_TABLE_NAME, 'insert', json_build_object('new', json_strip_nulls(to_json(i))), call FROM inserted i;
    RETURN NULL;
  END IF;
  INSERT INTO public.iasql_audit_log ("user", table_name, change_type, change, operation)
  SELECT session_user, TG_TABLE_NAME, 'insert', json_build_object('new', jsonb_strip_nulls(to_jsonb(i) || (
    SELECT coalesce(jsonb_object_agg(secret, '***'), '{}') FROM unnest(secrets) secret
    WHERE to_jsonb(i) ->> secret IS NOT NULL))), call
  FROM inserted i;
  RETURN NULL;
END $$;
