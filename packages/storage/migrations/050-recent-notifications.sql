-- What people were told lately, whether or not the crud that it is about still lives. A list of groups asks that once for each group, and
-- not for each of a thousand likes of one crud. Everybody else reads live_notifications.
create view recent_notifications as
  select n.* from notifications n where n.created_at > now() - interval '30 days'
    and (n.kind <> 'receipt' or n.created_at > now() - interval '1 day');

create or replace view live_notifications as
  select n.* from recent_notifications n left join live_activities a on a.uuid = n.activity_uuid
  where n.activity_uuid is null or a.uuid is not null;
