-- A public log of the keys that were destroyed: one line a minute, each with the hash of the line before it, signed by the
-- server. A line never changes, and never goes. It says nothing of anybody: counts are blurred before they are written.
create table receipt_keys (
  -- SHA-256 of the public key.
  key_id bytea primary key check (length(key_id) = 32),
  -- Of Ed25519.
  public_key bytea not null check (length(public_key) = 32),
  created_at timestamptz(3) not null default now()
);

create table receipts (
  line bigint primary key check (line > 0),
  -- The minute whose key was destroyed, and how many minutes this line stands for: more than one if nobody could write it.
  first_minute timestamptz(3) not null unique check (extract(epoch from first_minute)::int8 % 60 = 0),
  minutes integer not null check (minutes > 0),
  -- A key for each minute, and one for each day that ended.
  keys integer not null check (keys >= minutes),
  -- The rows that were erased since the line before, as the least of a range: `10` is for 10 to 99.
  rows_least integer not null check (rows_least in (0, 10, 100, 1000, 10000, 100000)),
  -- By when the keys were gone.
  destroyed_by timestamptz(3) not null,
  -- The longest that anything can have waited for its erasure since the line before.
  lag_seconds integer not null check (lag_seconds >= 0),
  previous bytea not null check (length(previous) = 32),
  hash bytea not null unique check (length(hash) = 32),
  key_id bytea not null references receipt_keys,
  signature bytea not null check (length(signature) = 64)
);

create function refuse_change_of_receipts() returns trigger language plpgsql as $$
begin
  raise exception 'the log of receipts only grows' using errcode = 'check_violation', constraint = 'append_only';
end $$;
create trigger append_only before update or delete on receipts for each row execute function refuse_change_of_receipts();
create trigger append_only before update or delete on receipt_keys for each row execute function refuse_change_of_receipts();
create trigger append_only_whole before truncate on receipts execute function refuse_change_of_receipts();
create trigger append_only_whole before truncate on receipt_keys execute function refuse_change_of_receipts();

-- What was erased after its time, in the same transaction, so that no crash loses count. The next line takes these rows.
create table erasure_tallies (rows integer not null check (rows > 0));

create function tally_erased() returns trigger language plpgsql as $$
begin
  insert into erasure_tallies select count(*) from gone where expires_at <= now() having count(*) > 0;
  return null;
end $$;
create trigger tally_erased after delete on activities
  referencing old table as gone for each statement execute function tally_erased();
create trigger tally_erased after delete on messages
  referencing old table as gone for each statement execute function tally_erased();
create trigger tally_erased after delete on reports
  referencing old table as gone for each statement execute function tally_erased();

-- One row, written every second: everything that ended before `erased_until` is erased. How far it is behind the clock is
-- the longest that anything can have waited, whether there was anything or not: so the lag tells nothing of anybody.
create table erasure_mark (
  only_row boolean primary key default true check (only_row),
  erased_until timestamptz(3) not null,
  -- The worst since the last line of the log.
  worst_ms bigint not null default 0
) with (fillfactor = 10);
insert into erasure_mark (erased_until) values (now());

-- The lag by hour, for 30 days.
create table erasure_hours (
  hour timestamptz(3) primary key,
  worst_ms bigint not null,
  keys integer not null default 0,
  -- Never shown as it is: `blur` is added, which is drawn once, so that asking again teaches nothing.
  rows bigint not null default 0,
  blur integer not null,
  expires_at timestamptz(3) not null
) with (fillfactor = 50);
create index erasure_hours_erasure on erasure_hours (expires_at);
