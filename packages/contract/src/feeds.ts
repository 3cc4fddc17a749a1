import { z } from 'zod/mini'
import { Activity } from './activities.ts'
import { endpoint } from './endpoint.ts'
import { Handle } from './names/handles.ts'
import { HomePageQuery, ProfilePageQuery } from './paging.ts'
import { Profile } from './users.ts'

export const homeActivities = endpoint({
  method: 'GET',
  path: '/api/activities/home',
  summary:
    'Cruds of everybody, or those of followed people and what they reposted: the newest first, or the first to expire.',
  caller: 'maybe',
  holdsCruds: true,
  pages: true,
  query: z.extend(HomePageQuery, {
    feed: z._default(z.enum(['all', 'following'], { error: 'feed_invalid' }), 'all'),
    sort: z._default(z.enum(['newest', 'expiring'], { error: 'sort_invalid' }), 'newest'),
  }),
  reply: z.array(Activity),
  errors: ['feed_invalid', 'sort_invalid', 'limit_invalid', 'cursor_invalid', 'generic_401'],
})

export const userActivities = endpoint({
  method: 'GET',
  path: '/api/activities/@:handle',
  summary: "A person's profile with their cruds and replies, or only one of the two, newest first.",
  caller: 'maybe',
  holdsCruds: true,
  pages: true,
  params: z.object({ handle: Handle }),
  query: z.extend(ProfilePageQuery, {
    show: z._default(z.enum(['all', 'cruds', 'replies'], { error: 'filter_invalid' }), 'all'),
  }),
  reply: z.object({ profile: Profile, activities: z.array(Activity) }),
  errors: ['blank_user_handle', 'user_not_found', 'filter_invalid', 'limit_invalid', 'cursor_invalid'],
})
