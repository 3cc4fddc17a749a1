-- Words and tags that a person does not want to read. Cruds with them are left out of that person's lists.
create table muted_words (
  uuid uuid primary key default uuidv7(),
  user_uuid uuid not null references users on delete cascade,
  -- As the person wrote it: one word, several in a row, or a tag with its #.
  term text not null,
  is_tag boolean not null generated always as (left(term, 1) = '#') stored,
  -- The words that are compared: without case, accents and punctuation, as those of a search.
  plain text not null generated always as (plain_words(term)) stored check (plain <> ''),
  created_at timestamptz(3) not null default now(),
  -- Null: until the person takes it back.
  expires_at timestamptz(3),
  unique (user_uuid, is_tag, plain)
);
create index muted_words_erasure on muted_words (expires_at);
create view live_muted_words as select * from muted_words where expires_at is null or expires_at > now();

-- No statistics of what people wrote: see 015.
alter table muted_words alter column term set statistics 0;
alter table muted_words alter column plain set statistics 0;

-- Cruds whose tags are one of these, compared without accents. The tags of a crud are few.
create function has_tag_of(crud uuid, plain_tags text[]) returns boolean language sql stable strict
return exists (select from activity_tags t where t.activity_uuid = crud and plain_words(t.tag) = any (plain_tags));
