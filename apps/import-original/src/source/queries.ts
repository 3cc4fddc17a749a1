// Queries of the first Cruddur's database. Older schemas lack the columns `email` and `bio`, and have numbers where
// the uuid of a parent belongs: `to_jsonb` and casts to text read them all. Its timestamps have no time zone, and are in UTC.

const subject = `lower(trim(cognito_user_id::text))`
const hasSubject = `coalesce(${subject} ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$', false)`

const milliseconds = (instant: string) =>
  `case when isfinite(${instant}) then floor(extract(epoch from ${instant}::timestamptz) * 1000)::float8 end`

/**
 * Each row of `users` with the person that it belongs to. Rows with one subject are one person, the earliest: the first
 * Cruddur wrote another row whenever somebody reset their password.
 */
const rowsOfPeople = `
  select u.*, nullif(lower(trim(to_jsonb(u) ->> 'email')), '') as address, ${hasSubject} as has_own_sub,
    first_value(u.uuid) over (
      partition by case when ${hasSubject} then ${subject} else u.uuid::text end order by u.created_at, u.uuid
    ) as person
  from public.users u`

export const peopleQuery = `
  with people as (select * from (${rowsOfPeople}) r where uuid = person),
  addressed as (
    select *, row_number() over (partition by address order by created_at desc, uuid desc) as rank from people
  )
  select uuid, case when has_own_sub then ${subject} else uuid::text end as sub, has_own_sub, handle, display_name,
    to_jsonb(addressed) ->> 'bio' as bio, case when rank = 1 then address end as email,
    address is not null and rank > 1 as shares_email, ${milliseconds('created_at')} as created_at
  from addressed order by created_at, uuid`

const monthMs = 30 * 86_400_000

/**
 * Cruds before the replies to them. A reply without a deadline, as all of the first Cruddur's are, gets that of its thread.
 * Replies without a parent, and replies to each other in a cycle, come last.
 */
export const crudsQuery = `
  with recursive dated as (
    select uuid, user_uuid, message, reply_to_activity_uuid::text as parent, ${milliseconds('created_at')} as created,
      ${milliseconds('expires_at')} as expires
    from public.activities
  ), bounded as (
    select *, least(expires, created + ${monthMs}) as own,
      case when expires is null then 'none' when expires > created + ${monthMs} then 'too_long' else 'own' end as deadline_was
    from dated
  ), thread (uuid, depth, deadline) as (
    select uuid, 0, own from bounded where parent is null
    union all
    select b.uuid, t.depth + 1, case when b.expires is null then t.deadline else least(b.own, t.deadline) end
    from thread t join bounded b on b.parent = t.uuid::text
  ), authors as (
    select uuid, person, case when has_own_sub then ${subject} else person::text end as sub from (${rowsOfPeople}) r
  )
  select b.uuid, b.message, a.person as author, a.sub as author_sub, b.parent, t.depth,
    exists (select from bounded p where p.uuid::text = b.parent) as has_parent,
    b.created as created_at, coalesce(t.deadline, b.own) as deadline, b.deadline_was
  from bounded b left join thread t on t.uuid = b.uuid left join authors a on a.uuid = b.user_uuid
  order by t.depth nulls last, b.created, b.uuid`

export const countsQuery = `
  select (select count(*) from public.users)::int as users,
    (select count(distinct person) from (${rowsOfPeople}) r)::int as people,
    count(*)::int as activities, coalesce(sum(likes_count), 0)::float8 as likes, coalesce(sum(reposts_count), 0)::float8 as reposts
  from public.activities`

/** Columns without which it is not the first Cruddur's database, each as table.column. */
export const neededColumns = [
  'users.uuid',
  'users.handle',
  'users.display_name',
  'users.cognito_user_id',
  'users.created_at',
  'activities.uuid',
  'activities.user_uuid',
  'activities.message',
  'activities.reply_to_activity_uuid',
  'activities.likes_count',
  'activities.reposts_count',
  'activities.expires_at',
  'activities.created_at',
]

export const columnsQuery = `
  select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'`

/** Whether a session holds an advisory lock in the database that is asked. */
export const isLockedQuery = `
  select from pg_locks l join pg_database d on d.oid = l.database
  where d.datname = current_database() and l.locktype = 'advisory' and l.classid = $1 and l.objid = $2`
