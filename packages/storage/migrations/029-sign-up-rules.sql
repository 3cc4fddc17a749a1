-- What moderators set while the server runs. One row.
create table server_settings (
  only_row boolean primary key default true check (only_row),
  sign_up text not null default 'open' check (sign_up in ('open', 'invited', 'closed'))
);
insert into server_settings default values;

-- Moderators hand out the codes, and can read them again.
create table invitations (
  uuid uuid primary key default uuidv7(),
  code text not null unique,
  moderator_handle text not null,
  uses_left integer not null check (uses_left >= 0),
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null
);
create index invitations_erasure on invitations (expires_at);

-- The addresses that an invitation was used for, as hashes: whoever asks for a second code does not use it up.
create table invitation_uses (
  invitation_uuid uuid not null references invitations on delete cascade,
  email_hash text not null,
  primary key (invitation_uuid, email_hash)
);

alter table server_settings alter sign_up set statistics 0;
alter table invitations alter code set statistics 0, alter moderator_handle set statistics 0;
alter table invitation_uses alter email_hash set statistics 0;

alter table report_audits
  drop constraint report_audits_action_check,
  add constraint report_audits_action_check check (action in (
    'read', 'close', 'dismiss', 'burn', 'burn_all', 'suspend', 'lift',
    'open_sign_up', 'invite_only', 'close_sign_up', 'invite', 'end_invitation'
  ));
