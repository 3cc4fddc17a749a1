import { once } from 'node:events'
import type { ClientConfig, QueryResult } from 'pg'
import { PlanKeepingClient } from './kept-plans.ts'

declare module 'pg' {
  interface ClientConfig {
    /** Milliseconds after which a query that got no answer is given up with its connection. */
    answerMs?: number | undefined
  }
}

const errorsOfConnections = new WeakSet<Error>()

/** Whether a query to the database failed with this error: with one of PostgreSQL, of the connection, or because there was no answer. */
export const isErrorOfConnection = (error: Error): boolean => errorsOfConnections.has(error)

/**
 * A connection that is closed when a query gets no answer in time. By its own `query_timeout` the driver would hand it back to the pool
 * as it is: with the query still running, and perhaps in a transaction whose rollback was never sent.
 */
export class ClosingClient extends PlanKeepingClient {
  readonly #answerMs: number | undefined

  constructor(config: ClientConfig = {}) {
    super(config)
    this.#answerMs = config.answerMs
  }

  // biome-ignore lint/suspicious/noExplicitAny: the driver's method has eight signatures
  override query(statement: any, ...rest: any[]): any {
    const isForPromise = typeof statement?.submit !== 'function' && rest.every((each) => typeof each !== 'function')
    return isForPromise ? this.#answerOf(statement, rest[0]) : super.query(statement, ...rest)
  }

  async #answerOf(statement: unknown, values: unknown): Promise<QueryResult> {
    try {
      return await this.#ask(statement, values)
    } catch (error) {
      if (error instanceof Error) {
        // What asked is of more use than what read the socket. But then no frame says that the error is the driver's.
        Error.captureStackTrace(error)
        errorsOfConnections.add(error)
      }
      throw error
    }
  }

  /**
   * The callback is there before the driver makes its object of the query. With the driver's own promises and timeouts, which give it the
   * callback afterwards, each collection of V8's young generation keeps all queries since the last one, and a collection takes 6 ms in
   * place of 0.4. That is measured (docs/performance.md); why V8 does so we don't know.
   */
  #ask(statement: unknown, values: unknown): Promise<QueryResult> {
    return new Promise((resolve, reject) => {
      let isGivenUp = false
      const giveUp = async () => {
        isGivenUp = true
        await this.#close()
        reject(new Error(`no answer from the database in ${this.#answerMs} ms: timeout`))
      }
      const timer = this.#answerMs === undefined ? undefined : setTimeout(giveUp, this.#answerMs)
      const answer = (error: Error | null, result: QueryResult) => {
        clearTimeout(timer)
        if (isGivenUp) return
        if (error) reject(error)
        else resolve(result)
      }
      super.query(statement, values, answer)
    })
  }

  async #close(): Promise<void> {
    // The broken connection is an error event of its own: the error of the query says more.
    const ended = once(this, 'end').catch(() => {})
    this.connection.stream.destroy()
    // Whoever hands it back now must not hand over a connection that seems to live.
    await ended
  }
}
