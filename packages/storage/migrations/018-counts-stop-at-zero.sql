-- A count that is too low, whatever made it so, must not keep a dead row: the row is erased, and the count stays at 0.
create or replace function count_likes() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    update activities set likes_count = likes_count + 1 where uuid = new.activity_uuid;
  else
    update live_activities set likes_count = greatest(likes_count - 1, 0) where uuid = old.activity_uuid;
  end if;
  return null;
end $$;

create or replace function count_reposts() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    update activities set reposts_count = reposts_count + 1 where uuid = new.activity_uuid;
  else
    update live_activities set reposts_count = greatest(reposts_count - 1, 0) where uuid = old.activity_uuid;
  end if;
  return null;
end $$;

create or replace function discount_reply() returns trigger language plpgsql as $$
begin
  update live_activities set replies_count = greatest(replies_count - 1, 0) where uuid = old.reply_to_activity_uuid;
  return null;
end $$;
