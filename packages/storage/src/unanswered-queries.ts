import { once } from 'node:events'
import { PlanKeepingClient } from './kept-plans.ts'

/** What the driver rejects with when `query_timeout` is over. */
const unanswered = 'Query read timeout'

/**
 * A connection that is closed when a query gets no answer in time. The driver would hand it back to the pool as it is: with
 * the query still running, and perhaps in a transaction whose rollback was never sent.
 */
export class ClosingClient extends PlanKeepingClient {
  // biome-ignore lint/suspicious/noExplicitAny: the driver's method has eight signatures
  override query(statement: any, ...rest: any[]): any {
    const answer = super.query(statement, ...rest)
    return answer instanceof Promise ? answer.catch((error: Error) => this.#fail(error)) : answer
  }

  async #fail(error: Error): Promise<never> {
    if (error.message === unanswered) {
      // The broken connection is an error event of its own: the error of the query says more.
      const ended = once(this, 'end').catch(() => {})
      this.connection.stream.destroy()
      // Whoever hands it back now must not hand over a connection that seems to live.
      await ended
    }
    throw error
  }
}
