-- The face that a person chose: {"letter": "W", "hue": 200}, a letter, digit or emoji on a colour. Null until they choose: then
-- it is made from their handle.
alter table users add column face jsonb check (
  jsonb_typeof(face -> 'letter') = 'string' and char_length(face ->> 'letter') between 1 and 10
  and jsonb_typeof(face -> 'hue') = 'number' and (face ->> 'hue')::numeric between 0 and 359
);
alter table users alter face set statistics 0;
