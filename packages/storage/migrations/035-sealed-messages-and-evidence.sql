-- Direct messages and evidence are sealed with keys that are not in this database (decision 035). Rows of before are sealed by the
-- server while it runs. Until then their words are in `plain` of the views. Then `finish_sealing` removes the old columns.

alter table messages add column sealed bytea check (octet_length(sealed) >= 34), alter column message drop not null;
alter table messages add constraint messages_words check (num_nonnulls(message, sealed) = 1);
create index messages_unsealed on messages (uuid) where sealed is null;

alter table reports add column sealed_note bytea, add column sealed_evidence bytea,
  alter column note drop not null, alter column note drop default;
create index reports_unsealed on reports (uuid) where note is not null or evidence is not null;

-- What is sealed needs no statistics, and by this mark the disk sweep finds tables whose deleted rows it ends (015).
alter table messages alter column sealed set statistics 0;
alter table reports alter column sealed_note set statistics 0, alter column sealed_evidence set statistics 0;

drop view live_messages;
create view live_messages as
  select uuid, group_uuid, user_uuid, created_at, expires_at, sealed, message as plain from messages where expires_at > now()
    and (expires_at <= (select latest from clock_mark where latest < now() + interval '1 day')) is not true;

drop view live_reports;
create view live_reports as
  select uuid, reporter_uuid, reported_uuid, activity_uuid, reason, created_at, expires_at, sealed_note, sealed_evidence,
    note as plain_note, evidence as plain_evidence
  from reports where expires_at > now()
    and (expires_at <= (select latest from clock_mark where latest < now() + interval '1 day')) is not true;

-- Removes the columns that held words, when no row uses them any more. Their bytes go with the next rewrite of the table.
-- Returns whether they are gone.
create function finish_sealing() returns boolean language plpgsql as $$
begin
  if not exists (select from pg_attribute where attrelid = 'messages'::regclass and attname = 'message') then
    return true;
  end if;
  lock table messages, reports in access exclusive mode;
  if exists (select from messages where sealed is null)
    or exists (select from reports where note is not null or evidence is not null) then
    return false;
  end if;
  create or replace view live_messages as
    select uuid, group_uuid, user_uuid, created_at, expires_at, sealed, null::text as plain from messages
    where expires_at > now()
      and (expires_at <= (select latest from clock_mark where latest < now() + interval '1 day')) is not true;
  create or replace view live_reports as
    select uuid, reporter_uuid, reported_uuid, activity_uuid, reason, created_at, expires_at, sealed_note, sealed_evidence,
      null::text as plain_note, null::text as plain_evidence
    from reports where expires_at > now()
      and (expires_at <= (select latest from clock_mark where latest < now() + interval '1 day')) is not true;
  drop index messages_unsealed, reports_unsealed;
  alter table messages drop column message, alter column sealed set not null;
  alter table reports drop column note, drop column evidence;
  return true;
end $$;

-- A new database, and one without such rows, has nothing to wait for.
select finish_sealing();
