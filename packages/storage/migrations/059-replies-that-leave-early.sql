-- A reply leaves early if its parent outlives it. One that was shortened with its parent ends when the parent does, and nobody counts
-- it then. The parent has its new deadline already: its trigger shortens the replies.
create or replace function mark_early_leave() returns trigger language plpgsql as $$
begin
  new.leaves_early := new.expires_at < (select expires_at from activities where uuid = new.reply_to_activity_uuid);
  return new;
end $$;
