import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { StubAnswer, StubQuestion } from './stub-process.ts'

/** The stub in its own process, as the benchmark speaks to it. */
export class StubServer {
  readonly url: string
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, url: string) {
    this.#child = child
    this.url = url
  }

  static async start(): Promise<StubServer> {
    const child = fork(fileURLToPath(new URL('stub-process.ts', import.meta.url)))
    const [{ url }] = await once(child, 'message')
    return new StubServer(child, url)
  }

  /** Forgets the objects of a bucket, and all requests. */
  async empty(bucket: string): Promise<void> {
    await this.#ask({ empty: bucket })
  }

  /** Requests since the last question, and how many objects the bucket has. */
  about(bucket: string): Promise<StubAnswer> {
    return this.#ask({ about: bucket })
  }

  async stop(): Promise<void> {
    const gone = once(this.#child, 'exit')
    this.#child.disconnect()
    await gone
  }

  async #ask(question: StubQuestion): Promise<StubAnswer> {
    const answered = once(this.#child, 'message')
    this.#child.send(question)
    const [answer] = await answered
    return answer
  }
}
