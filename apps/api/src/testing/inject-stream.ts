import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'

/**
 * Opens a stream, reads its first chunk, which holds the events that were missed, and closes it. `json()` of the answer
 * returns the data of the events.
 */
export function injectStream(app: FastifyInstance) {
  return async (options: InjectOptions): Promise<LightMyRequestResponse> => {
    const answer = await app.inject({ ...options, payloadAsStream: true })
    const body = await firstChunk(answer.stream())
    answer.raw.res.destroy()
    const json = () => (answer.statusCode === 200 ? dataOf(body) : JSON.parse(body))
    return Object.assign(answer, { body, payload: body, json })
  }
}

async function firstChunk(stream: AsyncIterable<Buffer>): Promise<string> {
  for await (const chunk of stream) return chunk.toString()
  return ''
}

/** The data of the events in a chunk that holds whole events only. */
export function dataOf(text: string): unknown[] {
  return [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data as string))
}
