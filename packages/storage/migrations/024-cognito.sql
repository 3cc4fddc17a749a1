-- What a server keeps of identity when the accounts are in a user pool of Cognito. Without a pool these tables stay empty.

-- A device that is signed in. Its refresh token is ours, and works as in auth.session.
create table auth.cognito_sessions (
  -- Where Cognito's access tokens name a session (`origin_jti`), this is it.
  id uuid primary key,
  sub uuid not null,
  family text not null unique,
  token text not null,
  previous_token text,
  rotation_salt text,
  rotated_at timestamptz(3),
  -- Cognito's own refresh token, encrypted: the key is made from the refresh token in the cookie, of which only hashes are
  -- stored.
  sealed_token text not null,
  -- Whether access tokens name the session. Those that do not can be ended only with all others of the person.
  is_named boolean not null,
  -- From then on no access token of the session is valid any more.
  tokens_expire_at timestamptz(3) not null,
  device text not null,
  created_at timestamptz(3) not null default now(),
  last_seen_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null
);
alter table auth.cognito_sessions
  alter family set statistics 0, alter token set statistics 0, alter previous_token set statistics 0,
  alter rotation_salt set statistics 0, alter sealed_token set statistics 0, alter device set statistics 0;
create index cognito_sessions_of_person on auth.cognito_sessions (sub);
create index cognito_sessions_erasure on auth.cognito_sessions (expires_at);

-- People whose access tokens are not accepted any more if they were issued before `ended_at`, whatever program got them.
create table auth.ended_people (
  sub uuid primary key,
  ended_at timestamptz(3) not null default now(),
  -- Cognito's access tokens live for a day at most.
  expires_at timestamptz(3) not null default now() + interval '25 hours'
);
create index ended_people_erasure on auth.ended_people (expires_at);

create function auth.note_ended_person() returns trigger language plpgsql as $$
begin
  notify cruddur_sessions;
  return null;
end $$;
create trigger note_ended_person after insert or update on auth.ended_people
  for each statement execute function auth.note_ended_person();

create function auth.note_ended_cognito_sessions() returns trigger language plpgsql as $$
begin
  insert into auth.ended_sessions (session_id, expires_at)
    select id, tokens_expire_at from ended where is_named and tokens_expire_at > now()
    on conflict do nothing;
  if found then notify cruddur_sessions; end if;
  -- An insert of no rows would call the trigger above, every time that the erasure finds nothing to erase.
  if exists (select from ended where not is_named and tokens_expire_at > now()) then
    insert into auth.ended_people (sub)
      select distinct sub from ended where not is_named and tokens_expire_at > now()
      on conflict (sub) do update set ended_at = now(), expires_at = excluded.expires_at;
  end if;
  return null;
end $$;
create trigger note_ended_sessions after delete on auth.cognito_sessions
  referencing old table as ended
  for each statement execute function auth.note_ended_cognito_sessions();

-- Sign-ups that wait for their code. Cognito keeps one for an address, that of the first browser. What a later browser has
-- chosen is kept here, and comes into force if the code is typed in there. A row with no address says that the password of
-- the account `sub` may be a stranger's and is to be replaced; it stays until that is done.
create table auth.cognito_sign_ups (
  email text not null,
  -- The hash of the cookie of the browser that asked.
  browser text not null,
  name text not null,
  handle text not null,
  -- The chosen password, encrypted: the key is made from the browser's cookie. Null if Cognito has it.
  sealed_password text,
  -- The unconfirmed account that the sign-up is about. Null if the address belongs to somebody already.
  sub uuid,
  expires_at timestamptz(3) not null,
  primary key (email, browser)
);
alter table auth.cognito_sign_ups
  alter email set statistics 0, alter browser set statistics 0, alter name set statistics 0,
  alter handle set statistics 0, alter sealed_password set statistics 0;
create index cognito_sign_ups_erasure on auth.cognito_sign_ups (expires_at);
