-- Who may do what. PostgreSQL lets everybody execute a new function, so each right is taken first.
REVOKE ALL ON SCHEMA iasql, iasql_link FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA iasql FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA iasql_link FROM PUBLIC;
GRANT CREATE, USAGE ON SCHEMA public TO ${user_role};
GRANT USAGE ON SCHEMA public TO ${viewer_role};
GRANT USAGE ON SCHEMA iasql_link TO ${link_role};
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA iasql_link TO ${link_role};

DO $$
DECLARE
  item record;
BEGIN
  FOR item IN
    SELECT p.oid, p.oid::regprocedure AS signature, p.pronamespace = 'public'::regnamespace AS is_public,
      p.proacl IS NULL OR EXISTS (SELECT FROM aclexplode(p.proacl) a WHERE a.grantee = 0) AS is_open,
      p.proname IN ('iasql_plan_apply', 'iasql_preview_apply', 'iasql_plan_sync', 'iasql_preview_sync',
        'iasql_plan_details', 'iasql_plan_json',
        'iasql_modules_list', 'iasql_modules_installed', 'iasql_help', 'iasql_version', 'iasql_status') AS only_reads
    FROM pg_proc p
    WHERE p.proowner = 'iasql_owner'::regrole
      AND (p.pronamespace = 'iasql'::regnamespace
        OR p.pronamespace = 'public'::regnamespace
          AND (p.proname LIKE 'iasql\_%' OR p.proname = 'delete_all_records'))
  LOOP
    IF item.is_open THEN
      EXECUTE format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', item.signature);
    END IF;
    IF item.is_public AND NOT has_function_privilege(${user_role_literal}, item.oid, 'EXECUTE') THEN
      EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', item.signature, ${user_role_literal});
    END IF;
    IF item.is_public AND item.only_reads AND NOT has_function_privilege(${viewer_role_literal}, item.oid, 'EXECUTE') THEN
      EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', item.signature, ${viewer_role_literal});
    END IF;
  END LOOP;
  -- A table that a client made under one of these names would run its triggers as iasql_owner.
  FOR item IN
    SELECT c.relname FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relowner <> 'iasql_owner'::regrole
      AND c.relname IN ('iasql_operation', 'iasql_operation_step', 'iasql_module', 'iasql_dependencies', 'iasql_tables',
        'iasql_audit_log', 'iasql_protected', 'iasql_limit')
  LOOP
    RAISE EXCEPTION USING errcode = 'IQ000',
      message = format('Table ''public.%s'' exists and does not belong to iasql_owner. Rename or drop it, then start the engine again.', item.relname);
  END LOOP;
  -- A copy of a database brings the grants of the original's roles with it: those of its users and
  -- readers pass to this database's, those of its loopback end.
  FOR item IN
    SELECT c.oid::regclass AS relation, c.relkind, g.privilege_type,
      CASE WHEN r.rolname LIKE 'iasql\_user\_%' THEN ${user_role_literal} ELSE ${viewer_role_literal} END AS heir
    FROM pg_class c CROSS JOIN aclexplode(c.relacl) g JOIN pg_roles r ON r.oid = g.grantee
    WHERE c.relnamespace = 'public'::regnamespace AND c.relowner = 'iasql_owner'::regrole
      AND (r.rolname LIKE 'iasql\_user\_%' OR r.rolname LIKE 'iasql\_viewer\_%')
      AND r.rolname NOT IN (${user_role_literal}, ${viewer_role_literal})
  LOOP
    EXECUTE format('GRANT %s ON %s %s TO %I', item.privilege_type,
      CASE item.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, item.relation, item.heir);
  END LOOP;
  FOR item IN
    SELECT p.oid::regprocedure AS signature,
      CASE WHEN r.rolname LIKE 'iasql\_user\_%' THEN ${user_role_literal} ELSE ${viewer_role_literal} END AS heir
    FROM pg_proc p CROSS JOIN aclexplode(p.proacl) g JOIN pg_roles r ON r.oid = g.grantee
    WHERE p.pronamespace = 'public'::regnamespace AND p.proowner = 'iasql_owner'::regrole
      AND (r.rolname LIKE 'iasql\_user\_%' OR r.rolname LIKE 'iasql\_viewer\_%')
      AND r.rolname NOT IN (${user_role_literal}, ${viewer_role_literal})
  LOOP
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', item.signature, item.heir);
  END LOOP;
  FOR item IN
    SELECT r.rolname FROM pg_roles r
    WHERE (r.rolname LIKE 'iasql\_link\_%' OR r.rolname LIKE 'iasql\_user\_%' OR r.rolname LIKE 'iasql\_viewer\_%')
      AND r.rolname NOT IN (${link_role_literal}, ${user_role_literal}, ${viewer_role_literal})
      AND EXISTS (
        SELECT FROM pg_shdepend d
        WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = r.oid
          AND d.dbid = (SELECT b.oid FROM pg_database b WHERE b.datname = current_database()))
  LOOP
    EXECUTE format('REVOKE ALL ON SCHEMA iasql_link, public FROM %I', item.rolname);
    EXECUTE format('REVOKE ALL ON ALL FUNCTIONS IN SCHEMA iasql_link, public FROM %I', item.rolname);
    EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA public FROM %I', item.rolname);
    EXECUTE format('REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM %I', item.rolname);
  END LOOP;
END $$;

REVOKE ALL ON public.iasql_operation, public.iasql_module, public.iasql_dependencies, public.iasql_tables,
  public.iasql_audit_log, public.iasql_protected, public.iasql_limit FROM PUBLIC;
GRANT SELECT ON public.iasql_operation, public.iasql_module, public.iasql_dependencies, public.iasql_tables,
  public.iasql_audit_log, public.iasql_protected, public.iasql_limit TO ${user_role}, ${viewer_role};
GRANT INSERT, DELETE ON public.iasql_protected TO ${user_role};
COMMENT ON TABLE public.iasql_protected IS
  'Rows that can be neither deleted nor replaced while they are listed here: the table, and the id or textual key.';
COMMENT ON TABLE public.iasql_limit IS
  'At most one row: how many resources one apply may delete or replace, whatever iasql.max_deletes says.';
