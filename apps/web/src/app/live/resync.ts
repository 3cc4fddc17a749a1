import type { QueryClient } from '@tanstack/react-query'
import { session } from '../../client/session/session.ts'
import { homeKey, syncHome } from '../../features/home/home-sync.ts'
import { syncGroups } from '../../features/messages/sync-groups.ts'
import { countUnread } from '../../features/notifications/unread.ts'

/** More was missed than is known: everything in memory is old. What is looked at is fetched now, the rest when it is. */
export async function resync(client: QueryClient): Promise<void> {
  const isHome = (key: readonly unknown[]) => homeKey.every((part, index) => key[index] === part)
  await Promise.all([
    client.invalidateQueries({ predicate: ({ queryKey }) => !isHome(queryKey) }),
    syncHome(client).catch(() => undefined),
    session.get().phase === 'member' && countUnread(),
    session.get().phase === 'member' && syncGroups(client),
  ])
}
