import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { KMSClient } from '@aws-sdk/client-kms'

/** How a request fails: it never arrives, or it is carried out and its answer is lost. */
export type Failure = 'never sent' | 'answer lost'

/** Lets requests of clients fail, as a network does. They must be made with `maxAttempts: 1`. */
export type FailingRequests = {
  watch<Client extends DynamoDBClient | KMSClient>(client: Client): Client
  /** Lets the nth request from now on fail, counted from 0: it alone, or with all after it, as for a process that dies. */
  failAt(request: number, failure: Failure, kind: 'once' | 'for good'): void
  /** Fails no more requests. */
  calm(): void
}

type Middleware = (next: (args: unknown) => Promise<unknown>) => (args: unknown) => Promise<unknown>
type Stack = { add(middleware: Middleware, options: { step: 'finalizeRequest'; priority: 'low' }): void }

export function createFailingRequests(): FailingRequests {
  let count = 0
  let failing: { at: number; failure: Failure; kind: 'once' | 'for good' } | null = null

  const middleware: Middleware = (next) => async (args) => {
    const request = count++
    if (!failing || request < failing.at) return next(args)
    const { at, failure, kind } = failing
    if (kind === 'once') failing = null
    // Of a process that dies, one request at most is on its way.
    if (failure === 'answer lost' && request === at) await next(args)
    throw Object.assign(new Error(`the ${failure === 'never sent' ? 'request' : 'answer'} was lost`), { name: 'Lost' })
  }

  return {
    watch(client) {
      ;(client.middlewareStack as unknown as Stack).add(middleware, { step: 'finalizeRequest', priority: 'low' })
      return client
    },
    failAt(request, failure, kind) {
      failing = { at: count + request, failure, kind }
    },
    calm() {
      failing = null
    },
  }
}
