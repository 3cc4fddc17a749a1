import { z } from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Handle } from './names/handles.ts'
import { PageQuery } from './paging.ts'
import { Person } from './users.ts'

const toPerson = {
  caller: 'member',
  holdsCruds: false,
  params: z.object({ handle: Handle }),
  errors: ['blank_user_handle', 'user_not_found', 'person_is_self'],
} as const

const follow = {
  ...toPerson,
  path: '/api/users/@:handle/follow',
  reply: z.object({ handle: z.string(), following: z.boolean(), followers_count: z.int() }),
} as const
export const followPerson = endpoint({
  ...follow,
  method: 'POST',
  summary: 'Follow a person.',
  errors: [...follow.errors, 'suspended'],
})
export const unfollowPerson = endpoint({ ...follow, method: 'DELETE', summary: 'Stop following a person.' })

const mute = {
  ...toPerson,
  path: '/api/users/@:handle/mute',
  reply: z.object({ handle: z.string(), muted: z.boolean() }),
} as const
export const mutePerson = endpoint({
  ...mute,
  method: 'POST',
  summary: 'Mute a person: leave them out of the feeds of the caller. They do not learn of it.',
})
export const unmutePerson = endpoint({ ...mute, method: 'DELETE', summary: 'Take a mute back.' })

const block = {
  ...toPerson,
  path: '/api/users/@:handle/block',
  reply: z.object({ handle: z.string(), blocked: z.boolean() }),
} as const
export const blockPerson = endpoint({
  ...block,
  method: 'POST',
  summary: 'Block a person: neither sees the other anywhere. Ends following in both directions.',
})
export const unblockPerson = endpoint({ ...block, method: 'DELETE', summary: 'Take a block back.' })

const people = {
  method: 'GET',
  holdsCruds: false,
  pages: true,
  query: PageQuery,
  reply: z.array(Person),
  errors: ['limit_invalid', 'cursor_invalid'],
} as const

const ofPerson = {
  ...people,
  caller: 'maybe',
  params: z.object({ handle: Handle }),
  errors: [...people.errors, 'blank_user_handle', 'user_not_found'],
} as const
export const listFollowers = endpoint({
  ...ofPerson,
  path: '/api/users/@:handle/followers',
  summary: 'The people who follow a person, the latest first.',
})
export const listFollowing = endpoint({
  ...ofPerson,
  path: '/api/users/@:handle/following',
  summary: 'The people whom a person follows, the latest first.',
})
export const listMuted = endpoint({
  ...people,
  caller: 'member',
  path: '/api/profile/muted',
  summary: 'The people whom the reader muted.',
})
export const listBlocked = endpoint({
  ...people,
  caller: 'member',
  path: '/api/profile/blocked',
  summary: 'The people whom the reader blocked.',
})

export const suggestPeople = endpoint({
  method: 'GET',
  path: '/api/users/suggested',
  summary: 'People to follow: those followed by people whom the reader follows, then the most followed.',
  caller: 'maybe',
  holdsCruds: false,
  costly: true,
  reply: z.array(Person),
  errors: [],
})
