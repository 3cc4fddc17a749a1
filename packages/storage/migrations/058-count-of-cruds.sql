-- A profile counts its person's cruds. With the deadline in the index they are counted there, without a look at each row.
drop index activities_by_user;
create index activities_by_user on activities (user_uuid, created_at desc, uuid desc) include (expires_at);
