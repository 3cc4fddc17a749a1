-- Of the replies to a crud, those of the people whom a block hides from a reader: they are not counted for that reader. The
-- deadline is a key, so that replies that are dead but not yet erased are passed over inside the index.
create index activities_replies_by_author on activities (reply_to_activity_uuid, user_uuid, expires_at)
  where reply_to_activity_uuid is not null;
