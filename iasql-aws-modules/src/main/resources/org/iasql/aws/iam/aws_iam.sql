CREATE TABLE public.role (
  role_name text PRIMARY KEY
    CONSTRAINT role_name_is_valid CHECK (role_name ~ '^[A-Za-z0-9_+=,.@-]{1,64}$'),
  arn text,
  assume_role_policy_document jsonb NOT NULL,
  description text
    CONSTRAINT role_description_has_1000_characters_at_most CHECK (length(description) <= 1000),
  attached_policies_arns text[]
);

CREATE UNIQUE INDEX role_name_without_case ON public.role (lower(role_name));

COMMENT ON COLUMN public.role.assume_role_policy_document IS
  'Who may take the role. Compared as a policy: order and white space do not count.';

COMMENT ON COLUMN public.role.attached_policies_arns IS
  'The managed policies. Inline policies have no column and are left alone.';
