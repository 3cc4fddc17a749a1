-- Words are sealed with keys that are not in this database (decision 035). This tells which ring has them: a server whose ring
-- is another one does not start.
create table key_ring (
  only_row boolean primary key default true check (only_row),
  ring_uuid uuid not null,
  -- A minute that lies ahead, since 1970, and a hash of its key. When it is over, nothing lives that was sealed before.
  minute integer not null,
  check_value bytea not null
);
