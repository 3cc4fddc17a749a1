/** No byte was received or sent for too long. */
export class NoAnswer extends Error {
  constructor(host: string, idleTimeoutMs: number) {
    super(`no answer from ${host} for ${Math.round(idleTimeoutMs / 1000)} seconds`)
  }
}

/** What came is no reply of HTTP/1.1. */
export class NotHttp extends Error {
  constructor(what: string) {
    super(`the server does not speak HTTP as it should: ${what}`)
  }
}

/** The server ended the connection in the midst. */
export function hungUp(): Error {
  return Object.assign(new Error('the server hung up before it had answered'), { code: 'ECONNRESET' })
}

/** We ended it. */
export function closed(): Error {
  return Object.assign(new Error('the client is closed'), { code: 'Closed' })
}
