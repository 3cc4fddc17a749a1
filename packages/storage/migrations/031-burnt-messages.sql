-- A message can be burnt by its sender. Open pages are told which one, so that they drop it without loading its thread anew.
alter table stream_events add column message_uuid uuid;
alter table stream_events drop constraint stream_events_kind_check;
alter table stream_events
  add constraint stream_events_kind_check check (kind in ('crud', 'counts', 'burnt', 'shortened', 'notification', 'message',
    'message_read', 'message_lifetime', 'message_burnt')),
  add constraint stream_events_message_check check ((kind = 'message_burnt') = (message_uuid is not null));

create function tell_of_burnt_message(message_uuid uuid, message_group_uuid uuid, one uuid, other uuid)
returns void language plpgsql as $$
begin
  insert into stream_events (kind, message_uuid, message_group_uuid, user_uuid, author_uuid)
  values ('message_burnt', message_uuid, message_group_uuid, one, other),
    ('message_burnt', message_uuid, message_group_uuid, other, one);
  perform wake_streams();
end $$;
