CREATE TABLE public.role (
  role_name text PRIMARY KEY
    CONSTRAINT role_name_has_1_to_64_letters_digits_and_some_signs CHECK (role_name ~ '^[A-Za-z0-9_+=,.@-]{1,64}$'),
  arn text,
  assume_role_policy_document jsonb NOT NULL
    CONSTRAINT role_trust_policy_is_a_json_object CHECK (
      jsonb_typeof(assume_role_policy_document) = 'object'
    ),
  description text
    CONSTRAINT role_description_has_1000_characters_at_most CHECK (length(description) <= 1000)
    CONSTRAINT role_description_has_latin_characters_alone CHECK (
      description ~ U&'^[\0009\000A\000D\0020-\007E\00A1-\00FF]*$'
    ),
  attached_policies_arns text[]
);

CREATE UNIQUE INDEX role_name_without_case ON public.role (lower(role_name));

COMMENT ON COLUMN public.role.assume_role_policy_document IS
  'Who may take the role. Compared as a policy: order and white space do not count.';

COMMENT ON COLUMN public.role.attached_policies_arns IS
  'The managed policies. Inline policies have no column and are left alone.';
