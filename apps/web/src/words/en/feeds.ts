import { plural } from '../plural.ts'
import { room } from '../room.ts'

/** What home says when something is new, or nothing is there. */
export const feeds = room('feeds', {
  newCruds: (n: number) => plural(n, { one: '# new crud', other: '# new cruds' }),
  newCrudsFailed: 'Couldn’t load the new cruds.',
  quiet: 'Quiet here',
  nobodyFollowed: 'Nothing live from people you follow, or you don’t follow anyone yet.',
  seeAll: 'See what everybody says',
})
