-- Keys of cruds and keys of direct messages were two tables of one form. Living keys are kept: a retry that began before
-- this migration is still a retry after it.

alter table idempotency_keys
  add column kind text not null default 'crud' check (kind in ('crud', 'message')),
  add column message_uuid uuid references messages on delete cascade;
alter table idempotency_keys
  alter column kind drop default,
  -- As before, a key for a crud and the same key for a message are two keys.
  drop constraint idempotency_keys_pkey,
  add primary key (user_uuid, kind, key),
  add constraint idempotency_keys_reference
    check (case kind when 'crud' then message_uuid is null else activity_uuid is null end);

insert into idempotency_keys (user_uuid, kind, key, fingerprint, message_uuid, expires_at)
select user_uuid, 'message', key, fingerprint, message_uuid, expires_at from message_keys;
drop table message_keys;

create index idempotency_keys_message on idempotency_keys (message_uuid);
