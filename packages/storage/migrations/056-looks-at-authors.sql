-- The feed of followed people looks at the newest crud and repost of each. Where the deadline was a key behind the time, PostgreSQL 18
-- prepared a skip scan for it at every look (nbtree "skip arrays"), and a look took three times as long. Included, it is
-- read from the index all the same, and only compared.
drop index activities_of_author;
create index activities_of_author on activities (user_uuid, created_at desc, uuid desc) include (expires_at)
  where reply_to_activity_uuid is null;
drop index reposts_of_reposter;
create index reposts_of_reposter on reposts (user_uuid, created_at desc, activity_uuid desc) include (crud_expires_at);
