CREATE TABLE public.aws_regions (
  region text PRIMARY KEY,
  is_default boolean NOT NULL DEFAULT false,
  is_enabled boolean NOT NULL DEFAULT false,
  CONSTRAINT the_default_region_is_enabled CHECK (is_enabled OR NOT is_default)
);
CREATE UNIQUE INDEX one_default_region ON public.aws_regions (is_default) WHERE is_default;
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
