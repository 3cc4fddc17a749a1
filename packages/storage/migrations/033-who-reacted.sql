-- The people who liked or reposted a crud, the latest first: a page of them without reading all.
create index likes_latest on likes (activity_uuid, created_at desc, user_uuid desc);
create index reposts_latest on reposts (activity_uuid, created_at desc, user_uuid desc);
