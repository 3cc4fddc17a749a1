-- Sessions that really end, whose refresh tokens change with every use.

alter table auth.session
  -- The SHA-256 of the first half of the refresh token, which all tokens of a session share. Null until the first refresh
  -- of a session that is older than this migration.
  add column family text unique,
  -- The token that `token` has replaced, and the salt that `token` was derived with.
  add column previous_token text,
  add column rotation_salt text,
  add column rotated_at timestamptz(3),
  add column last_seen_at timestamptz(3) not null default now();

-- Sessions that ended while access tokens of theirs may still be valid: a token lives for 15 minutes. Every server keeps a
-- copy in memory.
create table auth.ended_sessions (
  session_id uuid primary key,
  expires_at timestamptz(3) not null default now() + interval '20 minutes'
);
create index ended_sessions_erasure on auth.ended_sessions (expires_at);

-- A trigger, so that nothing can delete a session without ending its access tokens: not the deletion of an account, and
-- not better-auth.
create function auth.note_ended_sessions() returns trigger language plpgsql as $$
begin
  insert into auth.ended_sessions (session_id)
    select id from ended where last_seen_at > now() - interval '20 minutes'
    on conflict do nothing;
  if found then notify cruddur_sessions; end if;
  return null;
end $$;

create trigger note_ended_sessions after delete on auth.session
  referencing old table as ended
  for each statement execute function auth.note_ended_sessions();
