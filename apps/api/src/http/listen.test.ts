import { once } from 'node:events'
import { connect } from 'node:net'
import fastify, { type FastifyInstance } from 'fastify'
import { expect, it, onTestFinished } from 'vitest'
import { listenOn } from './listen.ts'

const host = '127.0.0.1'

function newApp(): FastifyInstance {
  const app = fastify()
  app.get('/', async () => 'hello')
  onTestFinished(() => app.close())
  return app
}

async function answers(port: number): Promise<string> {
  // A new connection each time: the kernel chooses a listening socket for it.
  const response = await fetch(`http://${host}:${port}/`, { headers: { connection: 'close' } })
  return response.text()
}

const portOf = (app: FastifyInstance) => (app.server.address() as { port: number }).port

it('serves connections, whichever of its sockets they arrive at', async () => {
  const app = newApp()
  const close = await listenOn(app, { host, port: 0 })
  onTestFinished(close)
  const all = await Promise.all(Array.from({ length: 64 }, () => answers(portOf(app))))
  expect(new Set(all)).toEqual(new Set(['hello']))
})

it('does not share its port with another server, of ours or not', async () => {
  const app = newApp()
  const close = await listenOn(app, { host, port: 0 })
  onTestFinished(close)
  await expect(listenOn(newApp(), { host, port: portOf(app) })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  await expect(newApp().listen({ host, port: portOf(app) })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

it('is closed when every request has been answered, whichever socket it came by', async () => {
  const app = newApp()
  let answer = (_words: string) => {}
  const waiting: string[] = []
  app.get('/slow', async () => {
    waiting.push('one')
    return new Promise<string>((resolve) => {
      const before = answer
      answer = (words) => {
        before(words)
        resolve(words)
      }
    })
  })
  const close = await listenOn(app, { host, port: 0 })
  const headers = { connection: 'close' }
  const asked = Array.from({ length: 16 }, () => fetch(`http://${host}:${portOf(app)}/slow`, { headers }))
  await expect.poll(() => waiting.length).toBe(16)
  let isClosed = false
  const closed = close().then(() => {
    isClosed = true
  })
  await new Promise(setImmediate)
  expect(isClosed).toBe(false)
  answer('done')
  for (const response of await Promise.all(asked)) expect(await response.text()).toBe('done')
  await closed
})

it('leaves nothing that listens when it is closed', async () => {
  const app = newApp()
  const close = await listenOn(app, { host, port: 0 })
  const port = portOf(app)
  await close()
  for (let n = 0; n < 16; n++) {
    const socket = connect({ host, port })
    const [error] = await once(socket, 'error')
    expect(error).toMatchObject({ code: 'ECONNREFUSED' })
  }
})
