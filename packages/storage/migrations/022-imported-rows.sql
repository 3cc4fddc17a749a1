-- What was brought along from the first Cruddur, and the people there who were here already or were deleted here. A person or
-- a crud is taken once: whoever deletes their account or burns a crud here must not get it back when the import is run again.
create table imported_rows (
  uuid uuid primary key,
  -- A crud's own deadline: from then on it is not taken anyway. For people, the last day on which the import can be run.
  expires_at timestamptz(3) not null
);
create index imported_rows_erasure on imported_rows (expires_at);

-- When the import was run for the first time. It can be run again for 30 days, as long as a row above lasts.
create table original_imports (
  started_at timestamptz(3) primary key default now()
);
