-- A receipt: something that a person wrote has ended. It has no words and no reference, only the minute, which leads to a
-- line of the log. It comes as read, and ends after a day.
alter table notifications
  add column receipt_minute timestamptz(3),
  drop constraint notifications_kind_check,
  drop constraint notifications_check,
  drop constraint notifications_check1,
  drop constraint notifications_user_uuid_kind_activity_uuid_actor_uuid_key,
  add check (kind in ('like', 'repost', 'reply', 'follow', 'mention', 'receipt')),
  add check ((kind in ('follow', 'receipt')) = (activity_uuid is null)),
  add check ((kind = 'receipt') = (receipt_minute is not null)),
  -- Nobody else takes part in a receipt.
  add check ((kind = 'receipt') = (user_uuid = actor_uuid)),
  add unique nulls not distinct (user_uuid, kind, activity_uuid, actor_uuid, receipt_minute);
alter table notifications alter column group_uuid set expression as (md5(
  case when kind in ('like', 'repost') then 'reaction' else kind end || coalesce(
    activity_uuid::text,
    'minute ' || extract(epoch from receipt_minute at time zone 'UTC')::text,
    floor(extract(epoch from created_at at time zone 'UTC') / 86400)::text
  )
)::uuid);
create index notifications_receipts on notifications (created_at) where kind = 'receipt';

create or replace view live_notifications as
  select n.* from notifications n left join live_activities a on a.uuid = n.activity_uuid
  where n.created_at > now() - interval '30 days' and (n.activity_uuid is null or a.uuid is not null)
    and (n.kind <> 'receipt' or n.created_at > now() - interval '1 day');

-- One for all that ended in one minute. A person whose account is being deleted at this moment is passed over. So is the
-- author of cruds that visitors watch ending (visibility/one-minute-author.ts).
create function give_receipts() returns trigger language plpgsql as $$
begin
  insert into notifications (user_uuid, actor_uuid, kind, receipt_minute, read_at)
  select u.uuid, u.uuid, 'receipt', ended.minute, now()
  from (
    select distinct user_uuid, date_trunc('minute', expires_at) as minute from gone
    where expires_at <= now() and expires_at > now() - interval '1 day'
      and user_uuid <> '00000000-0000-7000-8000-00000000003c'
  ) ended join users u on u.uuid = ended.user_uuid
  for key share of u skip locked
  on conflict do nothing;
  return null;
end $$;
create trigger give_receipts after delete on activities
  referencing old table as gone for each statement execute function give_receipts();
