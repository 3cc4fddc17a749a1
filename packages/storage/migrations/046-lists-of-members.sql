-- The feed of followed people walks through everybody's newest cruds, and through the newest reposts, to take those of the people
-- whom the reader follows. Whose they are and until when they live is in the index, so that rows of strangers are not read.
drop index activities_home;
create index activities_home on activities (created_at desc, uuid desc) include (user_uuid, expires_at)
  where reply_to_activity_uuid is null;
create index reposts_newest on reposts (created_at desc, activity_uuid desc) include (user_uuid, crud_expires_at);
