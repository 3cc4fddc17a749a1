-- Words of cruds, replies and tags are ciphertext, under the key of the minute in which they end (decision 035). They are
-- searched by keyed hashes, under a key of the UTC day in which they end (decision 036). SQL has no keys: the server seals
-- when it writes, and what was written before this migration when it starts.

-- Words that no server has sealed yet: a zero byte before them, where sealed words have a version.
create function unsealed(words text) returns bytea language sql immutable parallel safe strict
return '\x00'::bytea || convert_to(words, 'UTF8');

drop view live_notifications;
drop view live_activities;

-- Writes the table to a new file. The old file, with its plain words, is removed.
alter table activities
  drop column words,
  drop constraint activities_message_check,
  alter column message type bytea using unsealed(message);
alter table activities rename column message to sealed;
-- Hashes of words, of beginnings of words, and of tags. Empty until the crud is sealed.
alter table activities add column words bigint[] not null default '{}';
-- A hash says nothing without its key, and outlives the row nowhere else either (see 015).
alter table activities alter column sealed set statistics 0, alter column words set statistics 0;

-- New hashes wait in a list, which is merged into the index when it is full: one by one, the 40 hashes of a crud would
-- take longer than all else that is written for it.
create index activities_words on activities using gin (words) with (fastupdate = on, gin_pending_list_limit = 1024);
-- What is left to be sealed. The server drops it when nothing is.
create index activities_unsealed on activities (uuid) where get_byte(sealed, 0) = 0;

create view live_activities as
  select * from activities where expires_at > now()
    and (expires_at <= (select latest from clock_mark where latest < now() + interval '1 day')) is not true;
create view live_notifications as
  select n.* from notifications n left join live_activities a on a.uuid = n.activity_uuid
  where n.created_at > now() - interval '30 days' and (n.activity_uuid is null or a.uuid is not null);

-- Tags are for trends and completion. They are parsed again when their crud is sealed.
drop function has_tag_of(uuid, text[]);
truncate activity_tags;
alter table activity_tags
  drop column tag,
  -- The hash of the tag, and those of its beginnings.
  add column tag bigint not null,
  add column beginnings bigint[] not null,
  -- The spelling.
  add column sealed bytea not null,
  add primary key (activity_uuid, tag);
alter table activity_tags
  alter column sealed set statistics 0, alter column tag set statistics 0, alter column beginnings set statistics 0;

drop function words_query(text, boolean);
drop function words_of(text);

-- The day whose key hashed the words of what ends at an instant.
create function ending_day(ends_at timestamptz) returns date language sql immutable parallel safe strict
return (ends_at at time zone 'UTC')::date;

-- The minute whose key sealed what ends at an instant, counted since 1970.
create function ending_minute(ends_at timestamptz) returns integer language sql immutable parallel safe strict
return floor(extract(epoch from ends_at) / 60)::integer;
