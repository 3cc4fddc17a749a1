import { z } from 'zod/mini'
import { ActivityUuid, Instant } from './activities.ts'
import { endpoint } from './endpoint.ts'
import { PageQuery } from './paging.ts'
import { Person } from './users.ts'

const Like = z.object({ uuid: z.uuid(), likes_count: z.int(), liked: z.boolean() })
const Repost = z.object({ uuid: z.uuid(), reposts_count: z.int(), reposted: z.boolean() })

const like = {
  path: '/api/activities/:uuid/like',
  caller: 'member',
  holdsCruds: true,
  params: z.object({ uuid: ActivityUuid }),
  reply: Like,
  errors: ['activity_uuid_blank', 'activity_not_found'],
} as const

export const likeActivity = endpoint({
  ...like,
  method: 'POST',
  summary: 'Like a crud. Can be repeated.',
  errors: [...like.errors, 'suspended'],
})
export const unlikeActivity = endpoint({ ...like, method: 'DELETE', summary: 'Take a like back.' })

const repost = { ...like, path: '/api/activities/:uuid/repost', reply: Repost } as const

export const repostActivity = endpoint({
  ...repost,
  method: 'POST',
  summary: 'Repost a crud: it appears in the feeds of the people who follow the caller.',
  errors: [...repost.errors, 'suspended'],
})
export const unrepostActivity = endpoint({ ...repost, method: 'DELETE', summary: 'Take a repost back.' })

const people = {
  method: 'GET',
  caller: 'maybe',
  holdsCruds: true,
  pages: true,
  params: z.object({ uuid: ActivityUuid }),
  query: PageQuery,
  /** The crud and its deadline, at which the list ends too. */
  reply: z.object({ uuid: z.uuid(), expires_at: Instant, people: z.array(Person) }),
  errors: ['activity_uuid_blank', 'activity_not_found', 'limit_invalid', 'cursor_invalid'],
} as const

export const listLikes = endpoint({
  ...people,
  path: '/api/activities/:uuid/likes',
  summary: 'The people who liked a crud, the latest first. Without those whom the reader muted or a block hides.',
})
export const listReposts = endpoint({
  ...people,
  path: '/api/activities/:uuid/reposts',
  summary: 'The people who reposted a crud, the latest first. Without those whom the reader muted or a block hides.',
})
