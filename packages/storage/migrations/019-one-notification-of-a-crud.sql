-- Likes and reposts of one crud are one group, so that no two groups are about the same crud: clients name a group by the
-- uuid of its crud.
alter table notifications alter column group_uuid set expression as (md5(
  case when kind in ('like', 'repost') then 'reaction' else kind end
    || coalesce(activity_uuid::text, floor(extract(epoch from created_at at time zone 'UTC') / 86400)::text)
)::uuid);
