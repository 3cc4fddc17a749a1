import type { QueryClient } from '@tanstack/react-query'
import { session } from '../../client/session/session.ts'
import { homeKey } from '../../cruds/cruds.queries.ts'
import { syncHome } from '../../features/home/home-sync.ts'
import { syncGroups } from '../../features/messages/sync-groups.ts'
import { countUnread } from '../../features/notifications/unread.ts'

/**
 * Events were missed, so everything in the cache may be old. What is on the page is fetched now, the rest when needed.
 */
export async function resync(client: QueryClient): Promise<void> {
  const isHome = (key: readonly unknown[]) => homeKey.every((part, index) => key[index] === part)
  await Promise.all([
    client.invalidateQueries({ predicate: ({ queryKey }) => !isHome(queryKey) }),
    syncHome(client).catch(() => undefined),
    session.get().phase === 'member' && countUnread(),
    session.get().phase === 'member' && syncGroups(client),
  ])
}
