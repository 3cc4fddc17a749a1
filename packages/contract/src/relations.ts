import { z } from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Handle } from './handles.ts'
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
export const followPerson = endpoint({ ...follow, method: 'POST', summary: 'Follow a person.' })
export const unfollowPerson = endpoint({ ...follow, method: 'DELETE', summary: 'Follow a person no more.' })

const mute = {
  ...toPerson,
  path: '/api/users/@:handle/mute',
  reply: z.object({ handle: z.string(), muted: z.boolean() }),
} as const
export const mutePerson = endpoint({
  ...mute,
  method: 'POST',
  summary: 'Leave a person out of the own feeds, unknown to them.',
})
export const unmutePerson = endpoint({ ...mute, method: 'DELETE', summary: 'Hear a person again.' })

const block = {
  ...toPerson,
  path: '/api/users/@:handle/block',
  reply: z.object({ handle: z.string(), blocked: z.boolean() }),
} as const
export const blockPerson = endpoint({
  ...block,
  method: 'POST',
  summary: 'Be absent to a person, and have them absent, everywhere. Ends following both ways.',
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
  summary: 'Who follows a person, the latest first.',
})
export const listFollowing = endpoint({
  ...ofPerson,
  path: '/api/users/@:handle/following',
  summary: 'Whom a person follows, the latest first.',
})
export const listMuted = endpoint({
  ...people,
  caller: 'member',
  path: '/api/profile/muted',
  summary: 'Whom the reader muted.',
})
export const listBlocked = endpoint({
  ...people,
  caller: 'member',
  path: '/api/profile/blocked',
  summary: 'Whom the reader blocked.',
})

export const suggestPeople = endpoint({
  method: 'GET',
  path: '/api/users/suggested',
  summary: 'People to follow: whom those follow whom the reader follows, else the most followed.',
  caller: 'maybe',
  holdsCruds: false,
  reply: z.array(Person),
  errors: [],
})
