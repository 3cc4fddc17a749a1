import type { QueryClient } from '@tanstack/react-query'
import { groupsQuery } from './messages.queries.ts'

let running = false
let again = false

/**
 * Fetches the list of conversations again. Calls that come while it runs make it run once more, however many they are.
 */
export async function syncGroups(client: QueryClient): Promise<void> {
  again = true
  if (running) return
  running = true
  while (again) {
    again = false
    await client.cancelQueries(groupsQuery)
    await client.fetchInfiniteQuery({ ...groupsQuery, staleTime: 0 }).catch(() => undefined)
  }
  running = false
}
