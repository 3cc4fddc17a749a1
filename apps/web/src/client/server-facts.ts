import { showServer } from '@cruddur/contract/moderation/server-facts'
import { queryOptions } from '@tanstack/react-query'
import { call } from './call.ts'

/** How this server is run. It changes seldom. */
export const serverFactsQuery = queryOptions({
  queryKey: ['server'],
  queryFn: ({ signal }) => call(showServer, {}, { signal }),
  staleTime: 60_000,
})
