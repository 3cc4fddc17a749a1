import type { QueryClient } from '@tanstack/react-query'
import { groupsQuery } from './messages.queries.ts'

let running = false
let again = false

/** Asks for the list of groups as it is now; what comes in meanwhile is one more question, however much it is. */
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
