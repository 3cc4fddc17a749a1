-- A profile counts its person's cruds. With the deadline in the index they are counted there, without a look at each row. The old index
-- goes last, because whoever reads waits from then on.
create index activities_of_person on activities (user_uuid, created_at desc, uuid desc) include (expires_at);
drop index activities_by_user;
