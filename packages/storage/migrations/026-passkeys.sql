-- Passkeys (WebAuthn) of people whose accounts are in this database.
create table auth.passkeys (
  id uuid primary key default uuidv7(),
  user_id uuid not null references auth."user" on delete cascade,
  -- As the person calls it.
  name text not null,
  -- What the authenticator calls it (base64url).
  credential_id text not null unique,
  -- COSE. It verifies signatures and is no secret.
  public_key bytea not null,
  -- How often the authenticator has signed; 0 if it does not count.
  counter bigint not null,
  -- How browsers reach the authenticator.
  transports text[] not null,
  created_at timestamptz(3) not null default now(),
  last_used_at timestamptz(3)
);
alter table auth.passkeys alter name set statistics 0, alter credential_id set statistics 0;
create index passkeys_of_person on auth.passkeys (user_id);

-- Random bytes that an authenticator is asked to sign, each once.
create table auth.passkey_challenges (
  challenge text primary key,
  -- Who adds a passkey. Null for a sign-in: nobody knows yet who it will be.
  user_id uuid references auth."user" on delete cascade,
  expires_at timestamptz(3) not null
);
alter table auth.passkey_challenges alter challenge set statistics 0;
create index passkey_challenges_erasure on auth.passkey_challenges (expires_at);
create index passkey_challenges_of_person on auth.passkey_challenges (user_id);
