-- One row, which every server writes every few seconds. It shows whether the database can be written, and keeps the latest
-- time that the database's clock has shown. Room on its page keeps its versions there.
create table clock_mark (
  only_row boolean primary key default true check (only_row),
  latest timestamptz(3) not null
) with (fillfactor = 10);
insert into clock_mark (latest) values (now());

-- What has expired stays expired when the clock is set back: a row lives if its deadline is later than both the clock and the
-- mark. A mark that is more than a day ahead is a clock that was wrong for a while, and must not hide everything.
-- The condition on the clock stands by itself, because only that one is searched in an index and estimated by statistics.
-- "is not true" makes the planner expect that the mark hides few rows, and a mark that is missing hide none.
create or replace view live_activities as
  select * from activities where expires_at > now()
    and (expires_at <= (select latest from clock_mark where latest < now() + interval '1 day')) is not true;

create or replace view early_leaves as
  select reply_to_activity_uuid from activities where leaves_early and (expires_at <= now()
    or expires_at <= (select latest from clock_mark where latest < now() + interval '1 day'));

create or replace view live_reports as
  select * from reports where expires_at > now()
    and (expires_at <= (select latest from clock_mark where latest < now() + interval '1 day')) is not true;

create or replace view live_message_groups as
  select * from message_groups where expires_at > now()
    and (expires_at <= (select latest from clock_mark where latest < now() + interval '1 day')) is not true;

create or replace view live_messages as
  select * from messages where expires_at > now()
    and (expires_at <= (select latest from clock_mark where latest < now() + interval '1 day')) is not true;
