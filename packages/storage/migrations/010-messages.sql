-- Direct messages. Two people have one group, whose uuid follows from theirs, so that two who write to each other at once
-- cannot make two.

create table message_groups (
  uuid uuid primary key,
  one_uuid uuid not null references users on delete cascade,
  other_uuid uuid not null references users on delete cascade,
  -- Seconds that a message lives which is sent now. Either may shorten it.
  lifetime integer not null default 2592000 check (lifetime between 3600 and 2592000),
  -- When the latest message was sent. The next is sent later, if only by a millisecond, whatever clocks say: what has been
  -- read up to an instant stays read, and nothing slips in before it.
  last_at timestamptz(3) not null,
  one_read_at timestamptz(3),
  other_read_at timestamptz(3),
  -- Its messages have gone by then, and with it goes what the two agreed on.
  expires_at timestamptz(3) not null,
  check (one_uuid < other_uuid)
);
-- Not unique: the uuid, which is made of these two, is. A second unique index would fail who loses the race for the first
-- message, because ON CONFLICT waits at one index only.
create index message_groups_of_one on message_groups (one_uuid);
create index message_groups_of_other on message_groups (other_uuid);
create index message_groups_erasure on message_groups (expires_at);
create view live_message_groups as select * from message_groups where expires_at > now();

create table messages (
  uuid uuid primary key default uuidv7(),
  group_uuid uuid not null references message_groups on delete cascade,
  user_uuid uuid not null references users on delete cascade,
  message text not null check (char_length(message) between 1 and 1024),
  created_at timestamptz(3) not null,
  -- Stamped when it is sent: a change of the group's lifetime never races with it.
  expires_at timestamptz(3) not null,
  check (expires_at > created_at and expires_at <= created_at + interval '30 days')
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000, autovacuum_vacuum_cost_delay = 0);
create index messages_in_group on messages (group_uuid, created_at desc, uuid desc);
create index messages_of_user on messages (user_uuid);
create index messages_erasure on messages (expires_at);
-- Guarantee 1: the only way to read a message.
create view live_messages as select * from messages where expires_at > now();

-- Guarantee 2 holds for messages as for cruds.
create trigger fixed_clock before update of expires_at, created_at on messages for each row
  when (new.expires_at > old.expires_at or new.created_at <> old.created_at)
  execute function refuse_longer_life();

create function refuse_longer_lifetime() returns trigger language plpgsql as $$
begin
  raise exception 'messages are only ever given less time' using errcode = 'check_violation', constraint = 'only_shorter';
end $$;
create trigger only_shorter before update of lifetime on message_groups for each row
  when (new.lifetime > old.lifetime and old.expires_at > now())
  execute function refuse_longer_lifetime();

-- A retry with the same key is answered with what the first try sent. It holds a reference, never the words.
create table message_keys (
  user_uuid uuid not null references users on delete cascade,
  key text not null check (char_length(key) between 1 and 200),
  fingerprint text not null,
  message_uuid uuid references messages on delete cascade,
  expires_at timestamptz(3) not null,
  primary key (user_uuid, key)
);
create index message_keys_erasure on message_keys (expires_at);
create index message_keys_message on message_keys (message_uuid);

-- What streams tell the two members: which group, and whether it was said, read or shortened; never words.
alter table stream_events add column message_group_uuid uuid;
alter table stream_events drop constraint stream_events_kind_check;
alter table stream_events drop constraint stream_events_check;
alter table stream_events drop constraint stream_events_check1;
alter table stream_events
  add check (kind in ('crud', 'counts', 'burnt', 'shortened', 'notification', 'message', 'message_read', 'message_lifetime')),
  add check ((kind = 'burnt') = (expires_at is not null)),
  -- A message event is for the member `user_uuid`; `author_uuid` is the other one, from whom a block may keep them apart.
  add check (case when kind like 'message%' then num_nonnulls(user_uuid, message_group_uuid) = 2 and activity_uuid is null
    when kind = 'notification' then user_uuid is not null and activity_uuid is null
    else user_uuid is null and activity_uuid is not null end);

create function tell_members(kind text, message_group_uuid uuid, one uuid, other uuid)
returns void language plpgsql as $$
begin
  insert into stream_events (kind, message_group_uuid, user_uuid, author_uuid)
  values (kind, message_group_uuid, one, other), (kind, message_group_uuid, other, one);
  perform wake_streams();
end $$;

create function announce_message() returns trigger language plpgsql as $$
begin
  perform tell_members('message', g.uuid, g.one_uuid, g.other_uuid) from message_groups g where g.uuid = new.group_uuid;
  return null;
end $$;
-- What comes from another store is no news.
create trigger announce_message after insert on messages for each row
  when (new.expires_at > now() and new.created_at > now() - interval '1 minute')
  execute function announce_message();

create function announce_group() returns trigger language plpgsql as $$
begin
  perform tell_members(tg_argv[0], new.uuid, new.one_uuid, new.other_uuid);
  return null;
end $$;
create trigger announce_read after update of one_read_at, other_read_at on message_groups for each row
  when ((new.one_read_at, new.other_read_at) is distinct from (old.one_read_at, old.other_read_at))
  execute function announce_group('message_read');
create trigger announce_lifetime after update of lifetime on message_groups for each row
  when (new.lifetime < old.lifetime)
  execute function announce_group('message_lifetime');

-- Messages can be in a store that knows nothing of accounts. Then it is told who is no more, until nothing that was under way
-- can bring anything of theirs back; then this forgets who it was.
alter table deleted_accounts add column user_uuid uuid;
create index deleted_accounts_with_messages on deleted_accounts (expires_at) where user_uuid is not null;
