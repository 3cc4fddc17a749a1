-- Accounts that were deleted, by the subject of their tokens, which is random and says nothing of the person. Whoever
-- removes an account writes here first: a deletion that broke off between the two stores is finished from here, and
-- nothing that was under way brings the person back. The handle is in retired_handles.
create table deleted_accounts (
  sub uuid primary key,
  -- Whether the identity provider has forgotten the person, too.
  finished boolean not null default false,
  -- Longer than any token of theirs, Cognito's included.
  expires_at timestamptz(3) not null default now() + interval '2 days'
);
create index deleted_accounts_unfinished on deleted_accounts (expires_at) where not finished;
create index deleted_accounts_erasure on deleted_accounts (expires_at) where finished;

-- A person without a row in `users` is given one when they sign in, refresh or ask who they are. While an account is being
-- deleted that must not happen. A function of its own, because its query sees what was committed since the statement began.
create function refuse_return() returns trigger language plpgsql as $$
begin
  if exists (select from deleted_accounts where sub = new.cognito_user_uuid) then
    return null;
  end if;
  return new;
end $$;
create trigger refuse_return before insert on users for each row execute function refuse_return();

-- What refers to a person is found by an index when they go. The other references have one already.
create index mutes_of_muted on mutes (muted_uuid);
create index activity_tags_by_user on activity_tags (user_uuid);
