CREATE TABLE public.aws_regions (
  region text PRIMARY KEY,
  is_default boolean NOT NULL DEFAULT false,
  is_enabled boolean NOT NULL DEFAULT false,
  CONSTRAINT the_default_region_is_enabled CHECK (is_enabled OR NOT is_default)
);
-- Over an expression: introspection that skips conditions would read a unique column.
CREATE UNIQUE INDEX one_default_region ON public.aws_regions ((is_default IS TRUE)) WHERE is_default;
COMMENT ON COLUMN public.aws_regions.is_default IS 'The region of rows that name none. Changing it moves no row.';
COMMENT ON COLUMN public.aws_regions.is_enabled IS 'Whether the region is looked at; rows can be in enabled regions alone.';

CREATE TABLE public.aws_account (
  account_id text PRIMARY KEY,
  arn text,
  region text REFERENCES public.aws_regions
);
COMMENT ON TABLE public.aws_account IS 'The account that this database holds. No secret is ever stored in a table.';

CREATE FUNCTION public.default_aws_region() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT region FROM public.aws_regions WHERE is_default
$$;

-- A region that is not observed must never look empty, so one with rows stays enabled.
CREATE FUNCTION public.aws_regions_keeps_rows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  regional regclass;
  used boolean;
BEGIN
  FOR regional IN
    SELECT c.conrelid FROM pg_constraint c
    WHERE c.contype = 'f' AND c.confrelid = 'public.aws_regions'::regclass
      AND c.conrelid <> 'public.aws_account'::regclass
  LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %s WHERE region = $1)', regional) INTO used USING OLD.region;
    IF used THEN
      RAISE check_violation USING MESSAGE = format(
        'Region ''%s'' cannot be disabled, because table ''%s'' has rows in it. Delete or move them first.',
        OLD.region, regional);
    END IF;
  END LOOP;
  RETURN NEW;
END $$;
CREATE TRIGGER aws_regions_keeps_rows BEFORE UPDATE OF is_enabled ON public.aws_regions
  FOR EACH ROW WHEN (OLD.is_enabled AND NOT NEW.is_enabled) EXECUTE FUNCTION public.aws_regions_keeps_rows();
