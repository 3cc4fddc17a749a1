import type { QueryClient } from '@tanstack/react-query'
import { homeKey, syncHome } from '../features/activities/home-sync.ts'
import { countUnread } from '../features/notifications/unread.ts'
import { session } from '../session/session.ts'

/** More was missed than is known: everything in memory is old. What is looked at is fetched now, the rest when it is. */
export const resync = async (client: QueryClient): Promise<void> => {
  const isHome = (key: readonly unknown[]) => homeKey.every((part, index) => key[index] === part)
  await Promise.all([
    client.invalidateQueries({ predicate: ({ queryKey }) => !isHome(queryKey) }),
    syncHome(client).catch(() => undefined),
    session.get().phase === 'member' && countUnread(),
  ])
}
