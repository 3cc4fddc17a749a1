import { request } from 'node:http'
import { text } from 'node:stream/consumers'

export type Page = { status: number; headers: Record<string, unknown>; body: string }

/** Asks a distribution as somebody does by HTTPS. The emulator knows it by the name of the host. */
export function askDistribution(endpoint: string, host: string, path: string): Promise<Page> {
  return new Promise((done, fail) => {
    const headers = { host, 'x-forwarded-proto': 'https' }
    request(`${endpoint}${path}`, { headers }, async (response) => {
      done({ status: response.statusCode ?? 0, headers: response.headers, body: await text(response) })
    })
      .on('error', fail)
      .end()
  })
}
