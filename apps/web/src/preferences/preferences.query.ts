import type { Lifetime } from '@cruddur/contract/lifetimes'
import { changePreferences, showPreferences } from '@cruddur/contract/preferences/preferences'
import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import { call } from '../client/call.ts'

/** What the member has chosen for themselves. It changes only here, so one answer is enough for the visit. */
export const preferencesQuery = queryOptions({
  queryKey: ['preferences'],
  queryFn: ({ signal }) => call(showPreferences, {}, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
})

/** Changes preferences: here at once, and on the server. If that refuses, they are here as before. */
export async function savePreferences(
  client: QueryClient,
  change: { default_lifetime?: Lifetime | null; welcomed?: true; receipts?: boolean },
): Promise<void> {
  const { queryKey } = preferencesQuery
  const before = client.getQueryData(queryKey)
  if (before) client.setQueryData(queryKey, { ...before, ...change })
  try {
    client.setQueryData(queryKey, await call(changePreferences, change))
  } catch (error) {
    client.setQueryData(queryKey, before)
    throw error
  }
}

/** The lifetime that the member wants to start with; undefined if there is none, or it is not known yet. */
export function useDefaultLifetime(): Lifetime | undefined {
  return useQuery(preferencesQuery).data?.default_lifetime ?? undefined
}
