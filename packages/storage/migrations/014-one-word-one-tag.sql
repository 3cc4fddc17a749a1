-- Words are found with or without vowel marks, as they are with or without accents. Tags are one by case and width.

-- As in 008, and: Arabic marks (harakat, hamza and madda above, small letters of the Koran) and the tatweel, which only
-- makes a word longer, Hebrew points and accents, Syriac points.
create or replace function plain_words(message text) returns text language plpgsql immutable parallel safe strict as $$
declare
  plain text collate "pg_c_utf8" := message;
begin
  if octet_length(plain) = char_length(plain) then
    return lower(trim(regexp_replace(plain, '[^[:alnum:]]+', ' ', 'g')));
  end if;
  plain := lower(normalize(plain, NFKD));
  -- Accents and vowel marks, and what draws nothing or turns the direction of writing.
  plain := regexp_replace(plain, '[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe0e\ufe0f\ufeff'
    '\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7'
    '\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a'
    '\u0897-\u089f\u08ca-\u08e1\u08e3-\u08ff]', '', 'g');
  plain := normalize(plain, NFKC);
  plain := regexp_replace(plain,
    '([\u2600-\u27bf\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U0001f000-\U0001faff\U00020000-\U0003ffff])', ' \1 ', 'g');
  return trim(regexp_replace(plain,
    '((?![\u2600-\u27bf\U0001f000-\U0001faff])[[:space:][:punct:][:cntrl:]])+', ' ', 'g'));
end $$;

-- Rewrites both tables and their indexes.
alter table activities alter column words set expression as (words_of(message));
alter table users alter column plain_name set expression as (plain_words(display_name));

-- The tags of cruds that live now, as `foldTag` in packages/contract would store them. What an older parser cut short
-- stays so until its crud dies, in 30 days at most. A sigma gets its final form by its place in the word; `ı` stays.
create function pg_temp.folded(tag text) returns text language plpgsql as $$
declare
  compatible text := normalize(tag, NFKC);
  plain text collate pg_unicode_fast := case when compatible ~ '[[:space:]()⁄]' then normalize(tag, NFC) else compatible end;
  part text collate pg_unicode_fast;
  folded text := '';
begin
  plain := regexp_replace(plain, '[\u180b-\u180d\ufe00-\ufe0f\U000e0100-\U000e01ef]', '', 'g');
  for part in select matches.groups[1] from regexp_matches(plain, 'ı|[^ı]+', 'g') as matches (groups) loop
    folded := folded || case part when 'ı' then part else lower(upper(lower(part))) end;
  end loop;
  return normalize(replace(folded, U&'i\0307', 'i'), NFC);
end $$;
insert into activity_tags (activity_uuid, tag, user_uuid, created_at)
select activity_uuid, pg_temp.folded(tag), user_uuid, created_at from activity_tags where tag <> pg_temp.folded(tag)
on conflict do nothing;
-- No tag without a letter: keycap emoji left invisible ones.
delete from activity_tags where tag <> pg_temp.folded(tag) or not tag collate pg_unicode_fast ~ '[[:alpha:]]';
drop function pg_temp.folded(text);
