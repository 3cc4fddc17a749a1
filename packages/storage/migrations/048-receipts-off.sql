-- Whether somebody wants a receipt among their notifications when something they wrote has ended. The log has its line in
-- any case.
alter table users add column wants_receipts boolean not null default true;

create or replace function give_receipts() returns trigger language plpgsql as $$
begin
  insert into notifications (user_uuid, actor_uuid, kind, receipt_minute, read_at)
  select u.uuid, u.uuid, 'receipt', ended.minute, now()
  from (
    select distinct user_uuid, date_trunc('minute', expires_at) as minute from gone
    where expires_at <= now() and expires_at > now() - interval '1 day'
      and user_uuid <> '00000000-0000-7000-8000-00000000003c'
  ) ended join users u on u.uuid = ended.user_uuid and u.wants_receipts
  for key share of u skip locked
  on conflict do nothing;
  return null;
end $$;
