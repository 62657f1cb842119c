-- What all module tables share, owned by iasql_owner in the schema that clients cannot use.

-- Functions and types that a module's own statements created, so that uninstalling can drop them.
CREATE TABLE IF NOT EXISTS iasql.module_object (
  module text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('function', 'type')),
  object oid NOT NULL,
  PRIMARY KEY (kind, object)
);

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
  member name;
BEGIN
  -- Whoever may call the functions may read and write the rows.
  FOR member IN
    SELECT DISTINCT a.grantee::regrole::name FROM pg_proc p, aclexplode(p.proacl) a
    WHERE p.oid = 'public.iasql_apply()'::regprocedure AND a.privilege_type = 'EXECUTE'
      AND a.grantee <> 0 AND a.grantee <> p.proowner
  LOOP
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE, REFERENCES ON public.%I TO %I', table_name, member);
  END LOOP;
END $$;

-- Puts back what a client wrote into a column that AWS assigns: an ORM writes every column back, stale.
-- Its trigger leaves out the owner, in whose name the engine writes.
CREATE OR REPLACE FUNCTION iasql.protect_assigned() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  given jsonb := to_jsonb(NEW);
  kept jsonb := CASE TG_OP WHEN 'UPDATE' THEN to_jsonb(OLD) ELSE '{}' END;
  repaired jsonb := '{}';
  assigned text;
  region text := given ->> 'region';
BEGIN
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

-- Writes down who changed which row. Its arguments are the columns whose content is a secret.
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
  INSERT INTO public.iasql_audit_log ("user", table_name, change_type, change)
  VALUES (session_user, TG_TABLE_NAME, lower(TG_OP),
    json_strip_nulls(json_build_object('old', before, 'new', after)));
  RETURN NULL;
END $$;

-- The same for new rows, a whole statement at a time.
CREATE OR REPLACE FUNCTION iasql.audit_inserts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  secrets text[] := coalesce(TG_ARGV, ARRAY[]::text[]);
BEGIN
  INSERT INTO public.iasql_audit_log ("user", table_name, change_type, change)
  SELECT session_user, TG_TABLE_NAME, 'insert', json_build_object('new', jsonb_strip_nulls(to_jsonb(i) || (
    SELECT coalesce(jsonb_object_agg(secret, '***'), '{}') FROM unnest(secrets) secret
    WHERE to_jsonb(i) ->> secret IS NOT NULL)))
  FROM inserted i;
  RETURN NULL;
END $$;
