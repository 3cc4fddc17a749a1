-- Push notes to devices (decision 039). They are references and never words; so is all of this.

-- The key pair by which push services know this server (VAPID, RFC 8292). All servers share it, and subscriptions are bound
-- to it: a new one would end them all.
create table push_keys (
  only_row boolean primary key default true check (only_row),
  private_key jsonb not null,
  created_at timestamptz(3) not null default now()
);

-- A browser that its owner has told to show notes.
create table push_subscriptions (
  uuid uuid primary key default uuidv7(),
  user_uuid uuid not null references users on delete cascade,
  -- The session that it ends with. Null if the access token names none (some of Cognito's): then it ends with all sessions
  -- of the person.
  session_id uuid,
  -- An address that only this server and the browser's push service know.
  endpoint text not null unique check (char_length(endpoint) <= 2000),
  -- What the browser decrypts with (RFC 8291), base64url.
  p256dh text not null,
  auth text not null,
  language text not null,
  created_at timestamptz(3) not null default now(),
  -- The browser renews it whenever the app is opened.
  expires_at timestamptz(3) not null default now() + interval '90 days'
);
alter table push_subscriptions
  alter endpoint set statistics 0, alter p256dh set statistics 0, alter auth set statistics 0,
  alter language set statistics 0;
create index push_subscriptions_of_person on push_subscriptions (user_uuid, created_at);
create index push_subscriptions_of_session on push_subscriptions (session_id);
create index push_subscriptions_erasure on push_subscriptions (expires_at);

-- What people are to be told on their devices. A row stays after it was sent, so that nobody is told twice, and goes with
-- what it is about.
create table push_notes (
  uuid uuid primary key default uuidv7(),
  user_uuid uuid not null references users on delete cascade,
  kind text not null check (kind in ('reply', 'mention', 'message', 'ending')),
  -- The crud, or the conversation.
  about_uuid uuid not null,
  -- The crud, so that the note goes with it. Null for a conversation, which may be in another store.
  activity_uuid uuid references activities on delete cascade,
  -- Not sent before. Null once there is nothing more to do.
  due_at timestamptz(3) default now(),
  tries smallint not null default 0,
  expires_at timestamptz(3) not null,
  unique (user_uuid, kind, about_uuid),
  check ((kind = 'message') = (activity_uuid is null))
);
alter table push_keys alter private_key set statistics 0;
alter table push_notes alter kind set statistics 0;
create index push_notes_due on push_notes (due_at) where due_at is not null;
create index push_notes_of_activity on push_notes (activity_uuid);
create index push_notes_erasure on push_notes (expires_at);

create function push_to_subscriber() returns trigger language plpgsql as $$
begin
  insert into push_notes (user_uuid, kind, about_uuid, activity_uuid, expires_at)
  select new.user_uuid, new.kind, a.uuid, a.uuid, a.expires_at
  from live_activities a
  where a.uuid = new.activity_uuid
    and exists (select from push_subscriptions s where s.user_uuid = new.user_uuid and s.expires_at > now())
  on conflict do nothing;
  return null;
end $$;
create trigger push after insert on notifications for each row
  when (new.kind in ('reply', 'mention'))
  execute function push_to_subscriber();

-- Whoever signs out on a device, or is signed out there, gets no more notes on it.
create function end_push_of_sessions() returns trigger language plpgsql as $$
begin
  delete from push_subscriptions where session_id in (select id from ended);
  return null;
end $$;
create trigger end_push after delete on auth.session
  referencing old table as ended for each statement execute function end_push_of_sessions();
create trigger end_push after delete on auth.cognito_sessions
  referencing old table as ended for each statement execute function end_push_of_sessions();

create function end_push_of_person() returns trigger language plpgsql as $$
begin
  delete from push_subscriptions s using users u
  where u.uuid = s.user_uuid and u.cognito_user_uuid = new.sub
    and not exists (select from auth.cognito_sessions c where c.id = s.session_id);
  return null;
end $$;
create trigger end_push after insert or update on auth.ended_people
  for each row execute function end_push_of_person();
