import { activityThread } from '@cruddur/contract/activities'
import type { Endpoint } from '@cruddur/contract/endpoint'
import { homeActivities, userActivities } from '@cruddur/contract/feeds'
import { comparableAddress, crudsPerPage, type FirstPage } from '@cruddur/contract/first-page/first-page'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { ListPosition } from '@cruddur/storage/page'
import type { Db } from '@cruddur/storage/postgres'
import { selectActivity, selectNested, selectReplies } from './features/activities/activities.store.ts'
import { selectActivitiesOf, selectNewest, selectProfile } from './features/feeds/feeds.store.ts'
import type { FirstPages } from './features/html-shell/html-shell.routes.ts'
import type { RecentPosition } from './features/stream/recent-position.ts'
import { formatPosition } from './features/stream/stream-position.ts'
import { cutToPage } from './http/paging.ts'

/** Everybody gets what a visitor may read: the HTML is asked for without a token. */
const visitor = null

const page = { limit: Number(crudsPerPage), after: undefined }

/** Reads what home, a profile and a thread ask for first, to send it with their HTML. */
export function createFirstPages(db: Db, keys: KeyRing, recent: RecentPosition): FirstPages {
  /** The position and the time must not be later than what is read. */
  async function readAfterPosition<Item extends ListPosition>(
    endpoint: Endpoint,
    address: { path: string; query: Record<string, string> },
    read: () => Promise<{ items: Item[]; replyOf: (shown: Item[]) => unknown } | null>,
  ): Promise<FirstPage | null> {
    const position = formatPosition(await recent.read())
    const date = new Date().toUTCString()
    const found = await read()
    if (!found) return null
    const { shown, next = null } = cutToPage(found.items, page)
    const query = new URLSearchParams({ ...address.query, limit: crudsPerPage })
    // The schema drops what it does not name, as it does for replies of the API.
    const reply = endpoint.reply.parse(await found.replyOf(shown))
    return { address: comparableAddress(address.path, query), reply, next, position, date }
  }

  return {
    home: () =>
      readAfterPosition(
        homeActivities,
        { path: homeActivities.path, query: { feed: 'all', sort: 'newest' } },
        async () => ({ items: await selectNewest(db, keys, page, visitor), replyOf: (shown) => shown }),
      ),
    profile: (handle) =>
      readAfterPosition(userActivities, { path: `/api/activities/@${handle}`, query: { show: 'cruds' } }, async () => {
        const profile = await selectProfile(db, handle, visitor)
        if (!profile) return null
        const items = await selectActivitiesOf(db, keys, { userUuid: profile.uuid, show: 'cruds' }, page, visitor)
        return { items, replyOf: (activities) => ({ profile, activities }) }
      }),
    thread: (handle, uuid) => {
      const address = { path: `/api/activities/@${handle}/status/${uuid}`, query: { replies: 'nested' } }
      return readAfterPosition(activityThread, address, async () => {
        const activity = await selectActivity(db, keys, uuid, visitor)
        if (activity?.handle !== handle) return null
        const items = await selectReplies(db, keys, uuid, page, visitor)
        return {
          items,
          replyOf: async (replies) => ({ activity, replies, nested: await selectNested(db, keys, replies, visitor) }),
        }
      })
    },
  }
}
