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
  const stop = await listenOn(app, { host, port: 0 })
  onTestFinished(stop)
  const all = await Promise.all(Array.from({ length: 64 }, () => answers(portOf(app))))
  expect(new Set(all)).toEqual(new Set(['hello']))
})

it('does not share its port with another server, of ours or not', async () => {
  const app = newApp()
  const stop = await listenOn(app, { host, port: 0 })
  onTestFinished(stop)
  await expect(listenOn(newApp(), { host, port: portOf(app) })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  await expect(newApp().listen({ host, port: portOf(app) })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

it('leaves nothing that listens when it is closed', async () => {
  const app = newApp()
  const stop = await listenOn(app, { host, port: 0 })
  const port = portOf(app)
  stop()
  await app.close()
  for (let n = 0; n < 16; n++) {
    const socket = connect({ host, port })
    const [error] = await once(socket, 'error')
    expect(error).toMatchObject({ code: 'ECONNREFUSED' })
  }
})
