import { type AddressInfo, connect } from 'node:net'
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { replyWithErrors } from '../http/error-handler.ts'
import { ownTurnWaitMs } from './admission.ts'
import { answerDeadlineMs, trackWork } from './request-work.ts'

let app: FastifyInstance
let held: number
/** Ends the work of each handler that runs. */
let ends: (() => void)[]
const logged: string[] = []
beforeEach(() => {
  ;[held, ends] = [0, []]
  logged.length = 0
  app = fastify({ logger: { level: 'warn', stream: { write: (line: string) => void logged.push(line) } } })
  replyWithErrors(app)
})
afterEach(() => app.close())

/** A route whose handler works until it is told to end. It takes a turn first. */
function serve(work: () => Promise<unknown>, deadlineMs = 60_000): void {
  trackWork(app, () => true, deadlineMs)
  app.addHook('preHandler', async ({ work }: FastifyRequest) => {
    held++
    work?.hold(() => held--)
  })
  app.all('/', async () => {
    await new Promise<void>((resolve) => ends.push(resolve))
    return work()
  })
}

const post = () => app.inject({ method: 'POST', url: '/', payload: { some: 'body' } })

describe('what a request holds', () => {
  it('is given back when its handler has ended', async () => {
    serve(async () => 'done')
    const answer = post()
    await expect.poll(() => held).toBe(1)
    ends[0]?.()
    expect((await answer).body).toBe('done')
    expect(held).toBe(0)
  })

  it('is given back after an error', async () => {
    serve(() => Promise.reject(new Error('no')))
    const answer = post()
    await expect.poll(() => ends.length).toBe(1)
    ends[0]?.()
    expect((await answer).statusCode).toBe(500)
    expect(held).toBe(0)
  })

  it('is kept while the handler works for a client that has gone', async () => {
    serve(async () => 'done')
    await app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = app.server.address() as AddressInfo
    const socket = connect(port, '127.0.0.1')
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    await expect.poll(() => ends.length).toBe(1)
    socket.destroy()
    await expect.poll(() => connectionsOf(app)).toBe(0)
    expect(held).toBe(1)
    ends[0]?.()
    await expect.poll(() => held).toBe(0)
  })
})

describe('after the deadline', () => {
  it.each(['GET', 'POST'] as const)(
    'a %s is answered, and what it holds is kept until its handler ends',
    async (method) => {
      serve(async () => 'too late', 50)
      const payload = method === 'POST' ? { payload: { some: 'body' } } : {}
      const answer = await app.inject({ method, url: '/', ...payload })
      expect([answer.statusCode, answer.json(), answer.headers['retry-after']]).toEqual([503, ['server_busy'], '2'])
      expect(held).toBe(1)
      ends[0]?.()
      await expect.poll(() => held).toBe(0)
      expect(logged.join('')).not.toContain('already sent')
    },
  )

  it('an error of the handler is logged without its words', async () => {
    const error = Object.assign(new Error('canary'), { code: '23505', severity: 'ERROR' })
    serve(() => Promise.reject(error), 50)
    await post()
    ends[0]?.()
    await expect.poll(() => logged.join('')).toContain('after its deadline')
    expect(logged.join('')).not.toContain('canary')
  })
})

it('the deadline is longer than the wait for a turn of the client, which ends with 429 and not 503', () => {
  expect(ownTurnWaitMs).toBeLessThan(answerDeadlineMs)
})

const connectionsOf = ({ server }: FastifyInstance): Promise<number> =>
  new Promise((resolve, reject) => server.getConnections((error, count) => (error ? reject(error) : resolve(count))))
