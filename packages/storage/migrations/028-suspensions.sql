-- People whom a moderator suspended: they read, and reach nobody, until `ends_at` or for good.
create table suspensions (
  user_uuid uuid primary key references users on delete cascade,
  reason text not null,
  created_at timestamptz(3) not null default now(),
  -- Null: for good.
  ends_at timestamptz(3) check (ends_at > created_at)
);
create index suspensions_erasure on suspensions (ends_at) where ends_at is not null;
alter table suspensions alter reason set statistics 0;

create function is_suspended(person uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from suspensions where user_uuid = person and (ends_at is null or ends_at > now()));
end $$;

-- Triggers, so that no way to reach others can leave the check out. Messages are checked where they are sent: they may
-- lie in another database, and are also moved between the two.
create function refuse_suspended() returns trigger language plpgsql as $$
begin
  raise exception 'the person is suspended' using errcode = 'check_violation', constraint = 'not_suspended';
end $$;
create trigger refuse_suspended before insert on activities for each row
  when (is_suspended(new.user_uuid)) execute function refuse_suspended();
create trigger refuse_suspended before insert on likes for each row
  when (is_suspended(new.user_uuid)) execute function refuse_suspended();
create trigger refuse_suspended before insert on reposts for each row
  when (is_suspended(new.user_uuid)) execute function refuse_suspended();
create trigger refuse_suspended before insert on follows for each row
  when (is_suspended(new.follower_uuid)) execute function refuse_suspended();
create trigger refuse_suspended before update of display_name, bio on users for each row
  when (is_suspended(new.uuid)) execute function refuse_suspended();

-- What moderators did: about whom, as long as the person is here. What is done to a person needs no report.
alter table report_audits drop constraint report_audits_action_check;
alter table report_audits
  alter report_uuid drop not null,
  add column about_uuid uuid references users on delete set null,
  -- `close` is how decisions were recorded before there were several.
  add constraint report_audits_action_check
    check (action in ('read', 'close', 'dismiss', 'burn', 'burn_all', 'suspend', 'lift'));
create index report_audits_about on report_audits (about_uuid);
create index report_audits_latest on report_audits (created_at, uuid) where action <> 'read';
