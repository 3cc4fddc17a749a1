-- People and their cruds. Instants are timestamptz(3), the precision of the wire, so that a cursor made from a reply
-- finds its row again; ids are UUIDv7, which grow with time and keep the indexes dense.

create table users (
  uuid uuid primary key default uuidv7(),
  -- The subject of the person's tokens, whoever issues them. The name is the original's.
  cognito_user_uuid uuid not null unique,
  handle text not null unique check (handle ~ '^[a-z0-9_]{3,30}$'),
  display_name text not null check (char_length(display_name) between 1 and 50),
  bio text not null default '' check (char_length(bio) <= 160),
  created_at timestamptz(3) not null default now()
);

create table activities (
  uuid uuid primary key default uuidv7(),
  user_uuid uuid not null references users on delete cascade,
  message text not null check (char_length(message) between 1 and 1024),
  reply_to_activity_uuid uuid references activities on delete cascade,
  replies_count integer not null default 0 check (replies_count >= 0),
  reposts_count integer not null default 0 check (reposts_count >= 0),
  likes_count integer not null default 0 check (likes_count >= 0),
  created_at timestamptz(3) not null default date_trunc('milliseconds', now()),
  expires_at timestamptz(3) not null,
  check (expires_at > created_at and expires_at <= created_at + interval '30 days')
) with (
  -- Room on each page for the next version of a row, so that a raised count stays off the indexes.
  fillfactor = 85,
  -- The defaults wait for a share of the table to die, which for a large table is never soon enough.
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 20000,
  autovacuum_vacuum_cost_delay = 0
);

-- Home, a person's page, a thread and the erasure, in this order: each is served by one index in its own order.
create index activities_home on activities (created_at desc, uuid desc) where reply_to_activity_uuid is null;
create index activities_by_user on activities (user_uuid, created_at desc, uuid desc);
create index activities_replies on activities (reply_to_activity_uuid, created_at, uuid)
  where reply_to_activity_uuid is not null;
create index activities_erasure on activities (expires_at, created_at desc);

-- Guarantee 1: the only way to read a crud. now() is the start of the transaction by the database's own clock.
create view live_activities as select * from activities where expires_at > now();

-- Guarantee 2: no statement, from any version of the code, gives a crud more time.
create function refuse_longer_life() returns trigger language plpgsql as $$
begin
  raise exception 'the clock of a crud never goes back' using errcode = 'check_violation', constraint = 'fixed_clock';
end $$;

create trigger fixed_clock before update of expires_at, created_at on activities for each row
  when (new.expires_at > old.expires_at or new.created_at <> old.created_at)
  execute function refuse_longer_life();

-- Guarantee 4: a reply never outlives what it answers, however it was written.
create function refuse_longer_reply() returns trigger language plpgsql as $$
begin
  if new.expires_at > (select expires_at from activities where uuid = new.reply_to_activity_uuid) then
    raise exception 'a reply goes when its parent goes' using errcode = 'check_violation', constraint = 'reply_deadline';
  end if;
  return new;
end $$;

create trigger reply_deadline before insert or update of expires_at, reply_to_activity_uuid on activities for each row
  when (new.reply_to_activity_uuid is not null)
  execute function refuse_longer_reply();

create function shorten_replies() returns trigger language plpgsql as $$
begin
  update activities set expires_at = new.expires_at
  where reply_to_activity_uuid = new.uuid and expires_at > new.expires_at;
  return null;
end $$;

create trigger shorten_replies after update of expires_at on activities for each row
  when (new.expires_at < old.expires_at)
  execute function shorten_replies();

-- A retry with the same key is answered with the crud that the first try made. It holds a reference, never the words.
create table idempotency_keys (
  user_uuid uuid not null references users on delete cascade,
  key text not null check (char_length(key) between 1 and 200),
  -- SHA-256 of the request, to tell a retry from another request under the same key.
  fingerprint text not null,
  activity_uuid uuid references activities on delete cascade,
  expires_at timestamptz(3) not null,
  primary key (user_uuid, key)
);
create index idempotency_keys_erasure on idempotency_keys (expires_at);
create index idempotency_keys_activity on idempotency_keys (activity_uuid);
