-- What lies between two people is settled in the database, because a statement that began before a block cannot see it.
-- A block and whatever it forbids queue up at one lock a pair; what comes after the block is then not written, as though
-- the other person were not there. The same functions wait for an account, or a crud, that is being deleted.

-- Pairs share 1,024 locks: only blocks are ever waited for, and a statement that writes very many rows must not fill the
-- server's table of locks.
create function pair_key(one uuid, other uuid) returns integer language sql immutable as $$
  select (hashtextextended(least(one, other)::text || greatest(one, other)::text, 0) & 1023)::integer
$$;

-- Whether both people exist and neither has blocked the other, which stays so until the transaction ends.
create function hold_peace(one uuid, other uuid) returns boolean language plpgsql as $$
declare
  people integer;
begin
  perform from users where uuid in (one, other) order by uuid for key share;
  get diagnostics people = row_count;
  if one = other or people < 2 then
    return one = other and people = 1;
  end if;
  perform pg_advisory_xact_lock_shared(4567004, pair_key(one, other));
  return not exists (
    select from blocks where (user_uuid, blocked_uuid) in ((one, other), (other, one))
  );
end $$;

-- For a row with two people in it, whose columns are the arguments.
create function skip_unless_peace() returns trigger language plpgsql as $$
declare
  line jsonb := to_jsonb(new);
begin
  if hold_peace((line ->> tg_argv[0])::uuid, (line ->> tg_argv[1])::uuid) then
    return new;
  end if;
  return null;
end $$;
create trigger peace before insert on follows for each row
  execute function skip_unless_peace('follower_uuid', 'followed_uuid');
create trigger peace before insert on mutes for each row execute function skip_unless_peace('user_uuid', 'muted_uuid');

-- A reaction takes its crud's row before anything else of it, as burning does, so that the two never wait for each other.
create function skip_reaction() returns trigger language plpgsql as $$
declare
  author uuid := (select user_uuid from activities where uuid = new.activity_uuid);
begin
  if author is null or not hold_peace(new.user_uuid, author) then
    return null;
  end if;
  perform from live_activities where uuid = new.activity_uuid for no key update;
  if not found then
    return null;
  end if;
  return new;
end $$;
create trigger peace before insert on likes for each row execute function skip_reaction();
create trigger peace before insert on reposts for each row execute function skip_reaction();

-- Without the lock: a reply holds its parent's row by then, for which a block may be waiting. What slips through in that
-- instant is not shown, because reads leave out who is blocked.
create function skip_notification() returns trigger language plpgsql as $$
begin
  if exists (
    select from blocks
    where (user_uuid, blocked_uuid) in ((new.user_uuid, new.actor_uuid), (new.actor_uuid, new.user_uuid))
  ) then
    return null;
  end if;
  return new;
end $$;
create trigger peace before insert on notifications for each row execute function skip_notification();

-- Whoever is blocked cannot block back: for them there is nobody to block. Two who blocked each other at once could
-- never find each other again to take it back.
create function refuse_block_back() returns trigger language plpgsql as $$
declare
  people integer;
begin
  perform from users where uuid in (new.user_uuid, new.blocked_uuid) order by uuid for key share;
  get diagnostics people = row_count;
  if people < 2 then
    return null;
  end if;
  perform pg_advisory_xact_lock(4567004, pair_key(new.user_uuid, new.blocked_uuid));
  if exists (select from blocks where user_uuid = new.blocked_uuid and blocked_uuid = new.user_uuid) then
    return null;
  end if;
  return new;
end $$;
create trigger refuse_block_back before insert on blocks for each row execute function refuse_block_back();

-- A block ends what was between the two: follows, likes, reposts, and the news of them. Replies are cruds of their own,
-- stay, and are out of sight for the two.
create function end_relations() returns trigger language plpgsql as $$
declare
  one uuid := new.user_uuid;
  other uuid := new.blocked_uuid;
begin
  delete from follows where (follower_uuid, followed_uuid) in ((one, other), (other, one));
  -- Cruds in the order of their ids, so that two blocks that change the counts of the same ones do not deadlock.
  perform from activities a
  where a.user_uuid in (one, other) and (
    exists (select from likes l where l.activity_uuid = a.uuid and l.user_uuid in (one, other) and l.user_uuid <> a.user_uuid)
    or exists (select from reposts r where r.activity_uuid = a.uuid and r.user_uuid in (one, other) and r.user_uuid <> a.user_uuid)
  ) order by a.uuid for no key update;
  delete from likes l using activities a
  where a.uuid = l.activity_uuid and (l.user_uuid, a.user_uuid) in ((one, other), (other, one));
  delete from reposts r using activities a
  where a.uuid = r.activity_uuid and (r.user_uuid, a.user_uuid) in ((one, other), (other, one));
  delete from notifications where (user_uuid, actor_uuid) in ((one, other), (other, one));
  return null;
end $$;
create trigger end_relations after insert on blocks for each row execute function end_relations();

-- Lists of whom one muted or blocked, the latest first.
create index mutes_of on mutes (user_uuid, created_at desc, muted_uuid desc);
create index blocks_of on blocks (user_uuid, created_at desc, blocked_uuid desc);
create index notifications_by_actor on notifications (actor_uuid, user_uuid);

-- One report a reporter and target. Reporters who deleted their accounts are all nobody, and must not be in each other's
-- way.
alter table reports drop constraint reports_reporter_uuid_reported_uuid_activity_uuid_key;
create unique index reports_once on reports (reporter_uuid, reported_uuid, activity_uuid) nulls not distinct
  where reporter_uuid is not null;
create index reports_reported on reports (reported_uuid);
