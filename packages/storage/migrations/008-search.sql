-- What a search finds. PostgreSQL's own parser depends on the database's locale and keeps “quotes” and hyphens in words;
-- this one is the same everywhere, for what is written and for what is searched for.

-- A text as words with one space between: lower case, without accents and other variants of letters (NFKD), without
-- punctuation. An emoji or an ideograph is a word by itself, because nobody writes spaces around those.
create function plain_words(message text) returns text language plpgsql immutable parallel safe strict as $$
declare
  plain text collate "pg_c_utf8" := message;
begin
  if octet_length(plain) = char_length(plain) then
    return lower(trim(regexp_replace(plain, '[^[:alnum:]]+', ' ', 'g')));
  end if;
  plain := lower(normalize(plain, NFKD));
  -- Accents, and what draws nothing or turns the direction of writing.
  plain := regexp_replace(plain, '[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe0e\ufe0f\ufeff]', '', 'g');
  plain := normalize(plain, NFKC);
  plain := regexp_replace(plain,
    '([\u2600-\u27bf\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U0001f000-\U0001faff\U00020000-\U0003ffff])', ' \1 ', 'g');
  return trim(regexp_replace(plain,
    '((?![\u2600-\u27bf\U0001f000-\U0001faff])[[:space:][:punct:][:cntrl:]])+', ' ', 'g'));
end $$;

-- The index entry of a message. A word is known by its first 64 letters: PostgreSQL refuses endless ones.
create function words_of(message text) returns tsvector language sql immutable parallel safe strict
return coalesce((
  select string_agg(left(word, 64) || ':' || n, ' ')
  from string_to_table(plain_words(message), ' ') with ordinality as words (word, n)
), '')::tsvector;

-- The same words one after the other, the last of them as a beginning if so wanted: one letter alone begins too much.
-- Nothing of the text is syntax, since no character of syntax is left in a word. Empty when there is no word in it.
create function words_query(term text, beginning boolean) returns tsquery language sql immutable parallel safe strict
return coalesce((
  select string_agg(
    quote_literal(left(word, 64)) || case when beginning and n = total and char_length(word) > 1 then ':*' else '' end,
    ' <-> ' order by n
  )
  from (
    select word, n, count(*) over () as total
    from string_to_table(plain_words(left(term, 200)), ' ') with ordinality as words (word, n) where n <= 50
  ) words
), '')::tsquery;

alter table activities alter column words set expression as (words_of(message));

-- People are found by the same plain words of their names, with typing errors, and by how they begin.
alter table users add column plain_name text not null generated always as (plain_words(display_name)) stored;
drop index users_by_name;
create index users_by_name on users using gin ((handle || ' ' || plain_name) gin_trgm_ops);
create index users_by_handle_beginning on users (handle text_pattern_ops);
create index users_by_name_beginning on users (plain_name text_pattern_ops);
