-- What clients call. Each one runs with the rights of iasql_owner, because the trampoline's own schema
-- is closed to clients; who may execute them is decided by the grants that follow their creation.

CREATE OR REPLACE FUNCTION public.iasql_install(VARIADIC modules text[])
RETURNS TABLE (module_name text, created_table_name text, record_count integer)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT * FROM jsonb_to_recordset(iasql.call('install', coalesce(to_jsonb(modules), '[null]'), true))
    AS t(module_name text, created_table_name text, record_count integer)
$$;

CREATE OR REPLACE FUNCTION public.iasql_uninstall(VARIADIC modules text[])
RETURNS TABLE (module_name text, dropped_table_name text, record_count integer)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT * FROM jsonb_to_recordset(iasql.call('uninstall', coalesce(to_jsonb(modules), '[null]'), true))
    AS t(module_name text, dropped_table_name text, record_count integer)
$$;

CREATE OR REPLACE FUNCTION public.iasql_plan_apply()
RETURNS TABLE (action text, table_name text, id integer, description text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT * FROM jsonb_to_recordset(iasql.call('plan_apply', '[]', false))
    AS t(action text, table_name text, id integer, description text)
$$;

CREATE OR REPLACE FUNCTION public.iasql_preview_apply()
RETURNS TABLE (action text, table_name text, id integer, description text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT * FROM jsonb_to_recordset(iasql.call('plan_apply', '[]', false))
    AS t(action text, table_name text, id integer, description text)
$$;

CREATE OR REPLACE FUNCTION public.iasql_apply()
RETURNS TABLE (action text, table_name text, id integer, description text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT * FROM jsonb_to_recordset(iasql.call('apply', '[]', true))
    AS t(action text, table_name text, id integer, description text)
$$;

CREATE OR REPLACE FUNCTION public.iasql_plan_details()
RETURNS TABLE (number integer, action text, table_name text, id integer, description text,
  before jsonb, after jsonb, columns jsonb, reason text, waits_for integer[], calls text[], unknown text[])
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT * FROM jsonb_to_recordset(iasql.call('plan', '[]', false) -> 0 -> 'changes')
    AS t(number integer, action text, table_name text, id integer, description text,
      before jsonb, after jsonb, columns jsonb, reason text, waits_for integer[], calls text[], unknown text[])
$$;

CREATE OR REPLACE FUNCTION public.iasql_plan_json()
RETURNS jsonb
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT iasql.call('plan', '[]', false) -> 0
$$;

CREATE OR REPLACE FUNCTION public.iasql_apply_plan(plan jsonb)
RETURNS TABLE (action text, table_name text, id integer, description text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT * FROM jsonb_to_recordset(iasql.call('apply_plan', jsonb_build_array(plan), true))
    AS t(action text, table_name text, id integer, description text)
$$;

CREATE OR REPLACE FUNCTION public.iasql_plan_sync()
RETURNS TABLE (action text, table_name text, id integer, description text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT * FROM jsonb_to_recordset(iasql.call('plan_sync', '[]', false))
    AS t(action text, table_name text, id integer, description text)
$$;

CREATE OR REPLACE FUNCTION public.iasql_preview_sync()
RETURNS TABLE (action text, table_name text, id integer, description text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT * FROM jsonb_to_recordset(iasql.call('plan_sync', '[]', false))
    AS t(action text, table_name text, id integer, description text)
$$;

CREATE OR REPLACE FUNCTION public.iasql_sync()
RETURNS TABLE (action text, table_name text, id integer, description text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT * FROM jsonb_to_recordset(iasql.call('sync', '[]', true))
    AS t(action text, table_name text, id integer, description text)
$$;

CREATE OR REPLACE FUNCTION public.iasql_modules_list()
RETURNS TABLE (module_name text, module_version text, dependencies text[])
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT * FROM jsonb_to_recordset(iasql.call('modules_list', '[]', false))
    AS t(module_name text, module_version text, dependencies text[])
$$;

CREATE OR REPLACE FUNCTION public.iasql_modules_installed()
RETURNS TABLE (module_name text, module_version text, dependencies text[])
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT * FROM jsonb_to_recordset(iasql.call('modules_installed', '[]', false))
    AS t(module_name text, module_version text, dependencies text[])
$$;

CREATE OR REPLACE FUNCTION public.delete_all_records()
RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT FROM iasql.call('delete_all_records', '[]', true)
$$;

CREATE OR REPLACE FUNCTION public.iasql_adopt(table_name text, id integer)
RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT FROM iasql.call('adopt', jsonb_build_object('table_name', table_name, 'id', id), true)
$$;

CREATE OR REPLACE FUNCTION public.iasql_adopt_database(decision text)
RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT FROM iasql.call('adopt_database', jsonb_build_array(decision), true)
$$;

-- Without confirm it changes nothing, takes no turn, and works in READ ONLY.
CREATE OR REPLACE FUNCTION public.iasql_settle(opid uuid, confirm boolean DEFAULT false)
RETURNS TABLE (action text, table_name text, id integer, description text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT * FROM jsonb_to_recordset(
      iasql.call('settle', jsonb_build_object('opid', opid), coalesce(confirm, false)))
    AS t(action text, table_name text, id integer, description text)
$$;

CREATE OR REPLACE FUNCTION public.iasql_help()
RETURNS TABLE (name text, signature text, description text, sample_usage text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT * FROM jsonb_to_recordset(iasql.call('help', '[]', false))
    AS t(name text, signature text, description text, sample_usage text)
$$;

CREATE OR REPLACE FUNCTION public.iasql_version()
RETURNS TABLE (version text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT * FROM jsonb_to_recordset(iasql.call('version', '[]', false))
    AS t(version text)
$$;

CREATE OR REPLACE FUNCTION public.iasql_upgrade()
RETURNS TABLE (version text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT * FROM jsonb_to_recordset(iasql.call('upgrade', '[]', true))
    AS t(version text)
$$;
