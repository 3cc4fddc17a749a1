import { QueryClient } from '@tanstack/react-query'
import { CallError } from '../client/call-error.ts'

/** Worth a second try without asking: the server stumbled, or the connection did. What was refused stays refused. */
const isPassing = (error: unknown): boolean => error instanceof CallError && (error.status === 0 || error.status >= 500)

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // Long enough to come back to a list and stand where one stood.
        gcTime: 30 * 60_000,
        // Without a connection one shall read so at once, rather than look at a skeleton.
        networkMode: 'always',
        retry: (failures, error) => failures < 1 && isPassing(error),
        retryDelay: 600,
        // A list that reshuffles when one only came back to the window is no help.
        refetchOnWindowFocus: false,
      },
    },
  })
}
