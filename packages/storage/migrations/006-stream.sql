-- What streams tell, and how they hear of it. Events hold references, never words, and are kept for minutes. They refer
-- without foreign keys: an event must not hold back, or go with, what it tells the end of.
create table stream_events (
  id bigint primary key generated always as identity,
  created_at timestamptz(3) not null default clock_timestamp(),
  -- The transaction that wrote it. Ids are given before they are committed, so that they alone cannot tell what a reader
  -- of this table has already seen; a snapshot and this can.
  xid xid8 not null default pg_current_xact_id(),
  kind text not null check (kind in ('crud', 'counts', 'burnt', 'shortened', 'notification')),
  activity_uuid uuid,
  -- For `burnt`: who wrote what is no longer there to be asked, and when it would have gone by itself.
  author_uuid uuid,
  expires_at timestamptz(3),
  -- For `notification`: whom it is for.
  user_uuid uuid,
  check ((kind = 'notification') = (user_uuid is not null) and (kind = 'notification') = (activity_uuid is null)),
  check ((kind = 'burnt') = (expires_at is not null))
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000, autovacuum_vacuum_cost_delay = 0);
create index stream_events_position on stream_events (xid, id);
create index stream_events_erasure on stream_events (created_at);

-- Wakes every server. PostgreSQL commits transactions that notify one at a time, each with its own wait for the disk; when
-- all writers do, that is all they can do. So one at a time notifies, and the others are found by those whom it wakes,
-- who look again until they find nothing (decision 013).
create function wake_streams() returns void language plpgsql as $$
begin
  if pg_try_advisory_xact_lock(4567003) then
    perform pg_notify('cruddur_stream', '');
  end if;
end $$;

create function announce_activity() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    -- When it goes with its author's account, nothing is kept of who that was.
    insert into stream_events (kind, activity_uuid, author_uuid, expires_at)
    values (tg_argv[0], old.uuid, (select uuid from users where uuid = old.user_uuid), old.expires_at);
  else
    insert into stream_events (kind, activity_uuid) values (tg_argv[0], new.uuid);
  end if;
  perform wake_streams();
  return null;
end $$;

create trigger announce_crud after insert on activities for each row
  when (new.expires_at > now())
  execute function announce_activity('crud');

create trigger announce_counts after update of likes_count, reposts_count, replies_count on activities for each row
  when (new.expires_at > now() and (new.likes_count, new.reposts_count, new.replies_count)
    is distinct from (old.likes_count, old.reposts_count, old.replies_count))
  execute function announce_activity('counts');

create trigger announce_shortened after update of expires_at on activities for each row
  when (new.expires_at < old.expires_at)
  execute function announce_activity('shortened');

-- What had its time is not told of: every page has its own clock for that.
create trigger announce_burnt after delete on activities for each row
  when (old.expires_at > now())
  execute function announce_activity('burnt');

create function announce_notifications() returns trigger language plpgsql as $$
begin
  insert into stream_events (kind, user_uuid)
  select distinct 'notification', user_uuid from changed where user_uuid in (select uuid from users);
  if found then
    perform wake_streams();
  end if;
  return null;
end $$;

create trigger announce_notifications_made after insert on notifications
  referencing new table as changed for each statement execute function announce_notifications();
create trigger announce_notifications_read after update on notifications
  referencing new table as changed for each statement execute function announce_notifications();
create trigger announce_notifications_gone after delete on notifications
  referencing old table as changed for each statement execute function announce_notifications();

-- Of a deleted account nothing is kept, not even for minutes. What its cascades announce comes after this, and knows.
create function forget_person_in_stream() returns trigger language plpgsql as $$
begin
  delete from stream_events where user_uuid = old.uuid;
  update stream_events set author_uuid = null where author_uuid = old.uuid;
  return null;
end $$;
create trigger forget_person_in_stream after delete on users for each row execute function forget_person_in_stream();

-- Who must not hear of somebody, from that somebody's side.
create index mutes_reversed on mutes (muted_uuid, user_uuid);
