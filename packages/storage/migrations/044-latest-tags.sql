-- Trends and completion read the latest uses of tags, thousands for one reply. With the deadline of its crud beside each use, and
-- all of it in one index, they read no crud.

-- A copy of the crud's deadline, which may only sink.
alter table activity_tags add column crud_expires_at timestamptz(3);
update activity_tags t set crud_expires_at = a.expires_at from activities a where a.uuid = t.activity_uuid;
alter table activity_tags alter column crud_expires_at set not null;

-- For a server of before. Ours writes the deadline itself.
create trigger set_crud_deadline before insert on activity_tags for each row
  when (new.crud_expires_at is null) execute function copy_crud_deadline();

-- Who shortens a crud seals its tags anew. This is for whoever does not.
create function lower_tag_deadlines() returns trigger language plpgsql as $$
begin
  update activity_tags set crud_expires_at = new.expires_at where activity_uuid = new.uuid;
  return null;
end $$;
create trigger lower_tag_deadlines after update of expires_at on activities for each row
  when (new.expires_at < old.expires_at)
  execute function lower_tag_deadlines();

-- As live_activities is of cruds.
create view live_activity_tags as
  select * from activity_tags where crud_expires_at > now()
    and (crud_expires_at <= (select latest from clock_mark where latest < now() + interval '1 day')) is not true;

drop index activity_tags_recent;
create index activity_tags_recent on activity_tags (created_at desc)
  include (tag, user_uuid, activity_uuid, crud_expires_at);
