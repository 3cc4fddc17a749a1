-- The people who may sign in, apart from what everybody may see of them: no e-mail address and no password hash is in
-- the public schema. Only the embedded identity provider uses this schema; with Cognito it stays empty.

create schema auth;

-- The next four are better-auth's own, as its `getMigrations` makes them (a test compares). Their ids become the
-- subjects of access tokens. A person is here only once the e-mail address is proven.
create table auth."user" (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null,
  image text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp,
  handle text not null unique
);

create table auth.account (
  id uuid primary key default gen_random_uuid(),
  "accountId" text not null,
  "providerId" text not null,
  "userId" uuid not null references auth."user" on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null
);
create index "account_userId_idx" on auth.account ("userId");

-- A refresh token each. `token` is the SHA-256 of what the person's cookie holds.
create table auth.session (
  id uuid primary key default gen_random_uuid(),
  "expiresAt" timestamptz not null,
  token text not null unique,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" uuid not null references auth."user" on delete cascade
);
create index "session_userId_idx" on auth.session ("userId");
create index session_erasure on auth.session ("expiresAt");

create table auth.verification (
  id uuid primary key default gen_random_uuid(),
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp
);
create index verification_identifier_idx on auth.verification (identifier);

-- Ours from here on.

-- Who has asked for an account and not yet proven the e-mail address: at most one an address, the latest. One is kept
-- for an address that has an account too, so that whoever asks can't tell; its code is sent to nobody.
create table auth.sign_ups (
  email text primary key,
  -- The subject that the person is going to have: a confirmation that broke off half-way is finished by the next.
  sub uuid not null,
  name text not null,
  handle text not null unique,
  password text not null,
  code text not null,
  code_attempts smallint not null default 0,
  code_expires_at timestamptz(3) not null,
  -- From then on the handle is free again.
  expires_at timestamptz(3) not null
);
create index sign_ups_erasure on auth.sign_ups (expires_at);

-- One is written for every address that anybody types in, whether it has an account or not, for the same reason.
create table auth.reset_codes (
  email text primary key,
  code text not null,
  attempts smallint not null default 0,
  expires_at timestamptz(3) not null
);
create index reset_codes_erasure on auth.reset_codes (expires_at);

-- The public halves of the keys that access tokens are signed with. The private halves never leave the servers' memory.
create table auth.signing_keys (
  kid uuid primary key,
  public_key jsonb not null,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null
);
create index signing_keys_erasure on auth.signing_keys (expires_at);

-- How often something was tried in the window that is running. Keys are hashes of whom it was tried on, or from where.
create table auth.attempts (
  key text primary key,
  count integer not null,
  expires_at timestamptz(3) not null
);
create index attempts_erasure on auth.attempts (expires_at);
