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

-- Sign-ups for one address are kept apart, so that nobody can put a password in the place of somebody else's. The browser
-- that asked is known by the hash of a cookie. Sign-ups that are pending now have none; their codes go on to be valid.
alter table auth.sign_ups
  drop constraint sign_ups_pkey,
  drop constraint sign_ups_handle_key,
  add primary key (sub),
  add column browser text;
create index sign_ups_of_email on auth.sign_ups (email);

-- What a handle looks like: handles with the same skeleton are taken for each other. Of the confusable characters of
-- Unicode (UTS #39) these are the ones that handles can hold.
create function handle_skeleton(handle text) returns text
language sql immutable strict parallel safe
return replace(replace(regexp_replace(translate(handle, '01', 'ol'), '_+', '_', 'g'), 'rn', 'm'), 'vv', 'w');

create index users_by_skeleton on users (handle_skeleton(handle));

-- The handles that pending sign-ups hold, each for one address, whichever of its sign-ups is confirmed.
create table auth.held_handles (
  skeleton text primary key,
  email text not null,
  expires_at timestamptz(3) not null
);
create index held_handles_of_email on auth.held_handles (email);
create index held_handles_erasure on auth.held_handles (expires_at);

insert into auth.held_handles (skeleton, email, expires_at)
  select handle_skeleton(handle), email, expires_at from auth.sign_ups
  on conflict do nothing;

-- Browsers in which somebody has signed in to an account: failed sign-ins elsewhere do not lock these out. A key is the
-- hash of a browser's cookie and an address.
create table auth.known_browsers (
  key text primary key,
  expires_at timestamptz(3) not null
);
create index known_browsers_erasure on auth.known_browsers (expires_at);
