-- Who is told of what. Triggers write it beside what it tells of, whatever statement wrote that, so that there is never
-- one without the other. The words stay where they are: a notification refers to its crud and goes with it.

-- Tells a person what somebody did, unless they did it themselves or the person muted them; that nobody hears of whom a
-- block parts is kept by the trigger `peace`. A person whose account is being deleted at this moment is passed over, not
-- waited for.
create function tell(recipient uuid, actor uuid, what text, about uuid) returns void language sql
begin atomic
  insert into notifications (user_uuid, actor_uuid, kind, activity_uuid)
  select uuid, actor, what, about from users
  where uuid = recipient and uuid <> actor
    and not exists (select from mutes where user_uuid = recipient and muted_uuid = actor)
  for key share skip locked
  on conflict do nothing;
end;

-- What is taken back was never told. With a crud that dies, foreign keys take its notifications along: those of the dead
-- are left to them, because they would be looked for in vain, like by like.
create function tell_of_reaction() returns trigger language plpgsql as $$
declare
  what text := tg_argv[0];
begin
  if tg_op = 'INSERT' then
    perform tell(a.user_uuid, new.user_uuid, what, a.uuid) from live_activities a where a.uuid = new.activity_uuid;
  else
    delete from notifications n using live_activities a
    where a.uuid = old.activity_uuid and n.user_uuid = a.user_uuid and n.kind = what
      and n.activity_uuid = a.uuid and n.actor_uuid = old.user_uuid;
  end if;
  return null;
end $$;
create trigger tell after insert or delete on likes for each row execute function tell_of_reaction('like');
create trigger tell after insert or delete on reposts for each row execute function tell_of_reaction('repost');

create function tell_of_follow() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform tell(new.followed_uuid, new.follower_uuid, 'follow', null);
  else
    delete from notifications
    where user_uuid = old.followed_uuid and kind = 'follow' and activity_uuid is null and actor_uuid = old.follower_uuid;
  end if;
  return null;
end $$;
create trigger tell after insert or delete on follows for each row execute function tell_of_follow();

create function tell_of_reply() returns trigger language plpgsql as $$
begin
  perform tell(parent.user_uuid, new.user_uuid, 'reply', new.uuid)
  from activities parent where parent.uuid = new.reply_to_activity_uuid;
  return null;
end $$;
create trigger tell after insert on activities for each row
  when (new.reply_to_activity_uuid is not null)
  execute function tell_of_reply();

-- Whom a reply answers hears of the reply, and not of the mention in it as well.
create function tell_of_mention() returns trigger language plpgsql as $$
begin
  perform tell(new.user_uuid, a.user_uuid, 'mention', a.uuid)
  from activities a left join activities parent on parent.uuid = a.reply_to_activity_uuid
  where a.uuid = new.activity_uuid and parent.user_uuid is distinct from new.user_uuid;
  return null;
end $$;
create trigger tell after insert on activity_mentions for each row execute function tell_of_mention();

-- What makes one group: the kind and the crud, which for a reply or a mention no other shares; for follows the day (UTC),
-- so that a group keeps its shape when it is read.
alter table notifications add column group_uuid uuid not null generated always as (md5(
  kind || coalesce(activity_uuid::text, floor(extract(epoch from created_at at time zone 'UTC') / 86400)::text)
)::uuid) stored;
create index notifications_groups on notifications (user_uuid, group_uuid, created_at desc, uuid desc);
drop index notifications_of;

-- Guarantee 7: the only way to read one. It is there for 30 days, and no longer than the crud that it is about.
create view live_notifications as
  select n.* from notifications n left join live_activities a on a.uuid = n.activity_uuid
  where n.created_at > now() - interval '30 days' and (n.activity_uuid is null or a.uuid is not null);
