import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'

/**
 * Asks for a stream, hears what it says first, which is what was missed, and hangs up. The answer's `json()` gives the
 * data of the events.
 */
export const injectStream =
  (app: FastifyInstance) =>
  async (options: InjectOptions): Promise<LightMyRequestResponse> => {
    const answer = await app.inject({ ...options, payloadAsStream: true })
    const body = await firstChunk(answer.stream())
    answer.raw.res.destroy()
    const json = () => (answer.statusCode === 200 ? dataOf(body) : JSON.parse(body))
    return Object.assign(answer, { body, payload: body, json })
  }

async function firstChunk(stream: AsyncIterable<Buffer>): Promise<string> {
  for await (const chunk of stream) return chunk.toString()
  return ''
}

/** The data of the events in a piece of a stream that has no event in parts. */
export const dataOf = (text: string): unknown[] =>
  [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data as string))
