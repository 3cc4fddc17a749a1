import type { HttpClient } from '../http/http-client.ts'
import { type HttpOptions, openHttpClient } from '../http/open-http-client.ts'
import type { Reply } from '../http/reply.ts'
import type { Address } from './address.ts'
import type { Credentials } from './credentials.ts'
import { type Outgoing, sign } from './sign.ts'

/** Signs requests and sends them. Does not retry. */
export class Transport {
  readonly #options: HttpOptions
  /** One for each server: a bucket may turn out to be in another region. */
  readonly #clients = new Map<string, HttpClient | Promise<HttpClient>>()

  constructor(options: HttpOptions) {
    this.#options = options
  }

  /**
   * Sends a request and gives its reply, whatever the status.
   *
   * @throws NoAnswer, NotHttp, or the error of the connection
   */
  async exchange(address: Address, outgoing: Outgoing, credentials: Credentials): Promise<Reply> {
    const held = this.#clientFor(address)
    const client = held instanceof Promise ? await held : held
    const { method, path, body } = outgoing
    return client.send({ method, path, headers: sign(address, outgoing, credentials), body })
  }

  close(): void {
    for (const held of this.#clients.values()) {
      if (held instanceof Promise) held.then((client) => client.close()).catch(() => {})
      else held.close()
    }
  }

  #clientFor(address: Address): HttpClient | Promise<HttpClient> {
    const known = this.#clients.get(address.host)
    if (known) return known
    const opening = this.#open(address)
    this.#clients.set(address.host, opening)
    return opening
  }

  async #open(address: Address): Promise<HttpClient> {
    const client = await openHttpClient(address, this.#options)
    this.#clients.set(address.host, client)
    return client
  }
}
