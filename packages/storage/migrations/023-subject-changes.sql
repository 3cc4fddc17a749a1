-- That the operator gave a person the subject of another identity provider. Kept for a year.
create table subject_changes (
  uuid uuid primary key default uuidv7(),
  user_uuid uuid not null references users on delete cascade,
  old_sub uuid not null,
  new_sub uuid not null,
  created_at timestamptz(3) not null default now()
);
create index subject_changes_erasure on subject_changes (created_at);
create index subject_changes_of_user on subject_changes (user_uuid);
