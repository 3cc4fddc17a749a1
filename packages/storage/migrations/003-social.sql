-- Likes, reposts, follows, mutes, blocks, notifications, tags, reports. Everything that is about a crud refers to it and
-- goes with it (guarantee 3); nothing copies its words but a sealed report (guarantee 10).

create table likes (
  activity_uuid uuid not null references activities on delete cascade,
  user_uuid uuid not null references users on delete cascade,
  created_at timestamptz(3) not null default now(),
  primary key (activity_uuid, user_uuid)
);
create index likes_by_user on likes (user_uuid, created_at desc);

create table reposts (
  activity_uuid uuid not null references activities on delete cascade,
  user_uuid uuid not null references users on delete cascade,
  created_at timestamptz(3) not null default now(),
  primary key (activity_uuid, user_uuid)
);
create index reposts_by_user on reposts (user_uuid, created_at desc);

-- Counts follow their rows whatever removes them: an unlike, a deleted account, a burnt reply. Those of the dead are left
-- alone, because nobody will read them and erasing a thread would write them again and again.
create function count_likes() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    update activities set likes_count = likes_count + 1 where uuid = new.activity_uuid;
  else
    update live_activities set likes_count = likes_count - 1 where uuid = old.activity_uuid;
  end if;
  return null;
end $$;
create trigger count_likes after insert or delete on likes for each row execute function count_likes();

create function count_reposts() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    update activities set reposts_count = reposts_count + 1 where uuid = new.activity_uuid;
  else
    update live_activities set reposts_count = reposts_count - 1 where uuid = old.activity_uuid;
  end if;
  return null;
end $$;
create trigger count_reposts after insert or delete on reposts for each row execute function count_reposts();

-- A reply is counted when it is written, and discounted when it is removed before its parent.
create function discount_reply() returns trigger language plpgsql as $$
begin
  update live_activities set replies_count = replies_count - 1 where uuid = old.reply_to_activity_uuid;
  return null;
end $$;
create trigger discount_reply after delete on activities for each row
  when (old.reply_to_activity_uuid is not null)
  execute function discount_reply();

-- A reply that was shortened goes before its parent. Between its deadline and its erasure the parent still counts it:
-- reads take these few off again (guarantee 6).
alter table activities add column leaves_early boolean not null default false;
create index activities_leaving_early on activities (reply_to_activity_uuid, expires_at) where leaves_early;

-- What reads take off: replies that are dead, not yet erased, and counted by a parent that lives on.
create view early_leaves as
  select reply_to_activity_uuid from activities where leaves_early and expires_at <= now();

create function mark_early_leave() returns trigger language plpgsql as $$
begin
  new.leaves_early := true;
  return new;
end $$;
create trigger mark_early_leave before update of expires_at on activities for each row
  when (new.reply_to_activity_uuid is not null and new.expires_at < old.expires_at)
  execute function mark_early_leave();

create table follows (
  follower_uuid uuid not null references users on delete cascade,
  followed_uuid uuid not null references users on delete cascade,
  created_at timestamptz(3) not null default now(),
  primary key (follower_uuid, followed_uuid),
  check (follower_uuid <> followed_uuid)
);
create index follows_followers on follows (followed_uuid, created_at desc, follower_uuid desc);
create index follows_following on follows (follower_uuid, created_at desc, followed_uuid desc);

create table mutes (
  user_uuid uuid not null references users on delete cascade,
  muted_uuid uuid not null references users on delete cascade,
  created_at timestamptz(3) not null default now(),
  primary key (user_uuid, muted_uuid),
  check (user_uuid <> muted_uuid)
);

create table blocks (
  user_uuid uuid not null references users on delete cascade,
  blocked_uuid uuid not null references users on delete cascade,
  created_at timestamptz(3) not null default now(),
  primary key (user_uuid, blocked_uuid),
  check (user_uuid <> blocked_uuid)
);
create index blocks_reversed on blocks (blocked_uuid, user_uuid);

-- What was parsed from a crud when it was written. Author and time are copied for the trends; neither can change.
create table activity_tags (
  activity_uuid uuid not null references activities on delete cascade,
  tag text not null,
  user_uuid uuid not null references users on delete cascade,
  created_at timestamptz(3) not null,
  primary key (activity_uuid, tag)
);
create index activity_tags_by_tag on activity_tags (tag, created_at desc);
create index activity_tags_recent on activity_tags (created_at desc);

create table activity_mentions (
  activity_uuid uuid not null references activities on delete cascade,
  user_uuid uuid not null references users on delete cascade,
  primary key (activity_uuid, user_uuid)
);
create index activity_mentions_by_user on activity_mentions (user_uuid);

-- Full text in the row itself, so that it dies with it. 'simple' knows no language, because cruds come in all.
alter table activities add column words tsvector not null
  generated always as (to_tsvector('simple', message)) stored;
create index activities_words on activities using gin (words) with (fastupdate = off);
create or replace view live_activities as select * from activities where expires_at > now();

create extension if not exists pg_trgm;
create index users_by_name on users using gin ((handle || ' ' || lower(display_name)) gin_trgm_ops);

-- One row for each thing that one person did to another. They are grouped when they are read.
create table notifications (
  uuid uuid primary key default uuidv7(),
  user_uuid uuid not null references users on delete cascade,
  actor_uuid uuid not null references users on delete cascade,
  kind text not null check (kind in ('like', 'repost', 'reply', 'follow', 'mention')),
  -- What it is about: for a reply or a mention the crud that holds it, for a like or a repost the own crud, for a follow
  -- nothing.
  activity_uuid uuid references activities on delete cascade,
  created_at timestamptz(3) not null default now(),
  read_at timestamptz(3),
  check ((kind = 'follow') = (activity_uuid is null)),
  check (user_uuid <> actor_uuid),
  unique nulls not distinct (user_uuid, kind, activity_uuid, actor_uuid)
);
create index notifications_of on notifications (user_uuid, created_at desc);
create index notifications_unread on notifications (user_uuid) where read_at is null;
create index notifications_activity on notifications (activity_uuid);
create index notifications_erasure on notifications (created_at);

-- A report seals a copy of the words, since the crud may be gone before a moderator looks. It expires by itself.
create table reports (
  uuid uuid primary key default uuidv7(),
  reporter_uuid uuid references users on delete set null,
  reported_uuid uuid not null references users on delete cascade,
  -- No foreign key: the crud goes, the report stays.
  activity_uuid uuid,
  reason text not null,
  note text not null default '' check (char_length(note) <= 500),
  evidence text,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null default now() + interval '30 days',
  unique nulls not distinct (reporter_uuid, reported_uuid, activity_uuid)
);
create index reports_open on reports (created_at, uuid);
create index reports_erasure on reports (expires_at);
create view live_reports as select * from reports where expires_at > now();

-- Who looked at which evidence, or destroyed it. Without words; kept for a year.
create table report_audits (
  uuid uuid primary key default uuidv7(),
  report_uuid uuid not null,
  moderator_handle text not null,
  action text not null check (action in ('read', 'close')),
  created_at timestamptz(3) not null default now()
);
create index report_audits_erasure on report_audits (created_at);

-- A handle whose account was deleted is nobody's for 30 days, so that nobody is taken for who had it.
create table retired_handles (
  handle text primary key,
  expires_at timestamptz(3) not null default now() + interval '30 days'
);
create index retired_handles_erasure on retired_handles (expires_at);
