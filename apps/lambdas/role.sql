-- The role of PostgreSQL that the functions sign in as, with no right that they do not use. Run it after the migrations,
-- and again after a restore, as a role that may make roles. It is safe to repeat:
--   psql "$CONNECTION_URL" --file apps/lambdas/role.sql
-- On RDS it signs in with a token of IAM: grant rds_iam to cruddur_functions;

do $$ begin
  if not exists (select from pg_roles where rolname = 'cruddur_functions') then
    create role cruddur_functions login;
  end if;
end $$;
grant usage on schema auth to cruddur_functions;
-- Whether a handle is free, and who is registered already. No e-mail address and no password hash.
grant select (cognito_user_uuid, handle) on users to cruddur_functions;
grant select (id, handle) on auth."user" to cruddur_functions;
grant select on retired_handles, deleted_accounts, server_settings to cruddur_functions;
-- The row of a person, and the handles of sign-ups.
grant insert (cognito_user_uuid, handle, display_name) on users to cruddur_functions;
grant select, insert, update, delete on auth.held_handles to cruddur_functions;
