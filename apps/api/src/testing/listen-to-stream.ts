import { once } from 'node:events'
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import type { StreamEvent } from '@cruddur/contract/stream'
import type { FastifyInstance } from 'fastify'

export type Heard = StreamEvent & { id: string }

export type StreamOptions = { as?: { token: string } | undefined; lastEventId?: string; headers?: IncomingHttpHeaders }

/** Opens a server's stream over a socket, as a browser would. Resolves when its first bytes have come. */
export async function listenToStream(app: FastifyInstance, { as, lastEventId, headers }: StreamOptions = {}) {
  const address = app.server.address()
  const asked = request({
    ...(typeof address === 'string' ? { socketPath: address } : { host: '127.0.0.1', port: address?.port }),
    path: '/api/stream',
    agent: false,
    headers: {
      ...(as && { authorization: `Bearer ${as.token}` }),
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
      ...headers,
    },
  }).end()
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  response.setEncoding('utf8').on('error', () => {})
  let text = ''
  response.on('data', (piece: string) => {
    text += piece
  })
  const ended = new Promise<void>((resolve) => response.once('close', resolve))

  /** Resolves when the events so far satisfy the condition. Rejects when the stream ends before. */
  async function until(condition: (heard: Heard[], text: string) => boolean): Promise<void> {
    while (!condition(eventsIn(text), text)) {
      if (response.closed) throw new Error(`the stream ended after: ${text}`)
      await Promise.race([once(response, 'data'), ended])
    }
  }

  if (response.statusCode === 200) await until((_heard, said) => said.includes('id: '))
  return {
    status: response.statusCode,
    headers: response.headers,
    response,
    ended,
    until,
    heard: () => eventsIn(text),
    kinds: () => eventsIn(text).map(({ kind }) => kind),
    text: () => text,
    /** What a browser would send as Last-Event-ID. */
    lastEventId: () => [...text.matchAll(/^id: (.*)$/gm)].at(-1)?.[1] as string,
    async close(): Promise<void> {
      asked.destroy()
      await ended
    },
  }
}

/** The events in what a stream has said so far. */
export function eventsIn(text: string): Heard[] {
  const whole = text.slice(0, text.lastIndexOf('\n\n') + 2)
  return whole.split('\n\n').flatMap((block) => {
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1]
    const data = field('data')
    return data ? [{ ...(JSON.parse(data) as StreamEvent), id: field('id') as string }] : []
  })
}
