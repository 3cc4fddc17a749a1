-- One row, which every server writes every few seconds. It shows whether the database can be written, and keeps the latest
-- time that the database's clock has shown. Room on its page keeps its versions there.
create table clock_mark (
  only_row boolean primary key default true check (only_row),
  latest timestamptz(3) not null
) with (fillfactor = 10);
insert into clock_mark (latest) values (now());
