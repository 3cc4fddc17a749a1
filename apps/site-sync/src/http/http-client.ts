import type { Reply } from './reply.ts'

/** Where requests go. */
export type Server = {
  secure: boolean
  hostname: string
  port: number
  /** As the `Host` header says it. */
  host: string
}

export type HttpRequest = {
  method: string
  /** Percent-encoded, with the query. */
  path: string
  /** Their names in small letters; `host` and, with a body, `content-length` are among them. */
  headers: Record<string, string>
  body: Buffer | null
}

/** Sends requests to one server over connections that are kept open. Retries nothing. */
export type HttpClient = {
  /**
   * Gives the reply, whatever its status.
   *
   * @throws NoAnswer, NotHttp, or the error of the connection
   */
  send(request: HttpRequest): Promise<Reply>
  /** Ends all connections. Requests that are under way fail, and so do those that come later. */
  close(): void
}
