-- ANALYZE copies sample values of a column into pg_statistic, where they stay after the row is gone: whole cruds and
-- direct messages among them (guarantees 3 and 9). A column that can hold what people wrote or who they are keeps no
-- statistics. The mark, a statistics target of 0, is also how the disk sweep knows which tables hold words.
-- A test holds every later column to this: see retention/words-at-rest.test.ts.

-- Every column and every expression of an index that can hold words. Not among them: values that no person wrote.
create view word_columns as
select n.nspname as schema, c.relname as relation, c.relkind = 'i' as is_index, a.attname as name, a.attnum as number,
  a.attstattarget as statistics_target
from pg_attribute a
join pg_class c on c.oid = a.attrelid
join pg_namespace n on n.oid = c.relnamespace
left join pg_index i on i.indexrelid = c.oid
where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and a.attnum > 0 and not a.attisdropped
  -- Of an index only its expressions have statistics of their own. Their type says nothing of what they are made from.
  and (c.relkind = 'i' and i.indkey[a.attnum - 1] = 0
    or c.relkind = 'r' and a.atttypid in ('text'::regtype, 'varchar'::regtype, 'tsvector'::regtype, 'json'::regtype, 'jsonb'::regtype))
  and c.relname <> 'schema_migrations'
  and (c.relname, a.attname) not in (
    ('notifications', 'kind'), ('stream_events', 'kind'), ('reports', 'reason'), ('report_audits', 'action')
  );

do $$
declare
  held record;
begin
  for held in select * from word_columns loop
    if held.is_index then
      execute format('alter index %I.%I alter column %s set statistics 0', held.schema, held.relation, held.number);
    else
      execute format('alter table %I.%I alter column %I set statistics 0', held.schema, held.relation, held.name);
    end if;
    -- ANALYZE leaves alone what was collected before.
    perform pg_clear_attribute_stats(held.schema, held.relation, held.name, false);
  end loop;
end $$;

-- Small servers never reached the old threshold of 20,000 dead rows. The disk sweep vacuums after erasure; this is for
-- a server whose sweep cannot run.
alter table activities set (autovacuum_vacuum_threshold = 1000);
alter table messages set (autovacuum_vacuum_threshold = 1000);
