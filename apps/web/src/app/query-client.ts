import { onlineManager, QueryClient } from '@tanstack/react-query'
import { CallError } from '../client/call-error.ts'

/** Whether a second try may help: the server or the connection failed. What was refused stays refused. */
function isPassing(error: unknown): boolean {
  return error instanceof CallError && (error.status === 0 || error.status >= 500)
}

export function createQueryClient(): QueryClient {
  // It believes in a network until it hears of the opposite, and a page that started without one would not fetch anew.
  onlineManager.setOnline(navigator.onLine)
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // Long enough to come back to a list and find it where it was.
        gcTime: 30 * 60_000,
        // Offline, a query fails at once and the page says so, instead of showing a skeleton.
        networkMode: 'always',
        retry: (failures, error) => failures < 1 && isPassing(error),
        retryDelay: 600,
        // A list must not change because the reader came back to the window.
        refetchOnWindowFocus: false,
        // What failed while there was no network is fetched when there is one again.
        refetchOnReconnect: ({ state }) => state.status === 'error',
      },
    },
  })
}
