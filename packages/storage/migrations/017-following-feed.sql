-- The feed of followed people reads the newest few cruds and reposts of each followed person, whatever else they have
-- written, so each person's own are found in the order of the feed.

-- Newest first. The deadline is a key, not only a part of the row, so that dead cruds that are not yet erased are passed
-- over inside the index.
create index activities_of_author on activities (user_uuid, created_at desc, uuid desc, expires_at)
  where reply_to_activity_uuid is null;
-- Soonest gone first.
create index activities_of_author_expiring on activities (user_uuid, expires_at, uuid)
  where reply_to_activity_uuid is null;

-- A copy of the crud's deadline, which may only sink: reposts are read in its order.
alter table reposts add column crud_expires_at timestamptz(3);
update reposts r set crud_expires_at = a.expires_at from activities a where a.uuid = r.activity_uuid;
alter table reposts alter column crud_expires_at set not null;

create index reposts_of_reposter on reposts (user_uuid, created_at desc, activity_uuid desc, crud_expires_at);
create index reposts_of_reposter_expiring on reposts (user_uuid, crud_expires_at, activity_uuid);
-- Who reposted a crud first.
create index reposts_of_crud on reposts (activity_uuid, created_at, user_uuid);
-- reposts_of_reposter serves every query that this index served.
drop index reposts_by_user;

-- Triggers run in the order of their names: this one runs after "peace", which has locked the crud, so that the deadline
-- cannot change before the repost is committed.
create function copy_crud_deadline() returns trigger language plpgsql as $$
begin
  new.crud_expires_at := (select expires_at from activities where uuid = new.activity_uuid);
  return new;
end $$;
create trigger set_crud_deadline before insert on reposts for each row execute function copy_crud_deadline();

-- Whoever shortens a crud holds its row, as whoever reposts it or takes a repost back does first. A burnt crud has no
-- feed to be placed in, and its reposts are erased with it: they are left alone.
create function lower_repost_deadlines() returns trigger language plpgsql as $$
begin
  update reposts set crud_expires_at = new.expires_at where activity_uuid = new.uuid;
  return null;
end $$;
create trigger lower_repost_deadlines after update of expires_at on activities for each row
  when (new.expires_at < old.expires_at and new.expires_at > now())
  execute function lower_repost_deadlines();
