import { type HttpApi, startHttpApi } from '@cruddur/aws-emulators/http-api'
import { burnActivity } from '@cruddur/contract/activities'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '../../app.ts'
import { eventsIn, type Heard } from '../../testing/listen-to-stream.ts'
import { useTestApp } from '../../testing/test-app.ts'

const test = await useTestApp({ STREAM_MAX_SECONDS: '1' })
const worf = await test.member('worf')

async function behindHttpApi(app: FastifyInstance, integrationTimeoutMs: number): Promise<HttpApi> {
  const api = await startHttpApi({ integrationTimeoutMs })
  api.integrate(await app.listen({ host: '127.0.0.1', port: 0 }))
  return api
}

/** Asks again and again, each time from where the reply before ended, until it has heard what it waits for. */
async function follow(api: HttpApi, from: string | undefined, isDone: (heard: Heard[]) => boolean) {
  const heard: Heard[] = []
  let position = from
  do {
    const reply = await fetch(`${api.origin}/api/stream`, { headers: position ? { 'last-event-id': position } : {} })
    expect(reply.status).toBe(200)
    const text = await reply.text()
    heard.push(...eventsIn(text))
    position = [...text.matchAll(/^id: (.*)$/gm)].at(-1)?.[1] ?? position
  } while (!isDone(heard))
  return { heard, position }
}
const told = (heard: Heard[], kind: Heard['kind']) =>
  new Set(heard.flatMap((event) => (event.kind === kind && 'uuid' in event ? event.uuid : [])))

describe('behind a gateway that passes on nothing but whole replies', () => {
  let api: HttpApi
  beforeAll(async () => {
    api = await behindHttpApi(test.app, 15_000)
  })
  afterAll(() => api.close())

  it('a stream that ends itself tells of everything, however it falls between two replies', async () => {
    const { position } = await follow(api, undefined, () => true)
    const cruds = new Set<string>()
    let burnt = ''
    const publishing = (async () => {
      for (let n = 0; n < 20; n++) {
        const { uuid } = await test.crud(worf)
        cruds.add(uuid)
        burnt ||= uuid
      }
      await test.call(burnActivity, { uuid: burnt }, { as: worf })
    })()
    const { heard } = await follow(api, position, (all) => {
      const isTold = [...cruds].every((uuid) => uuid === burnt || told(all, 'crud').has(uuid))
      return cruds.size === 20 && isTold && told(all, 'burnt').has(burnt)
    })
    await publishing
    expect(heard.map(({ kind }) => kind)).not.toContain('resync')
    expect(api.replies('/api/stream')).toMatchObject({ late: 0 })
  })

  it('guarantee 8: what was burnt between two replies is not told as new', async () => {
    const { position } = await follow(api, undefined, () => true)
    const { uuid } = await test.crud(worf)
    await test.call(burnActivity, { uuid }, { as: worf })
    const { heard } = await follow(api, position, (all) => told(all, 'burnt').has(uuid))
    expect(told(heard, 'crud').has(uuid)).toBe(false)
  })

  it('a stream without news ends with a position to go on from', async () => {
    const { position } = await follow(api, undefined, () => true)
    expect(position).toMatch(/^\d+-\d+$/)
    const { uuid } = await test.crud(worf)
    await follow(api, position, (all) => told(all, 'crud').has(uuid))
  })
})

it('a stream that stays open never arrives there', async () => {
  const app = await buildApp({ ...test.config, streamMaxMs: undefined }, test.ports)
  const api = await behindHttpApi(app, 500)
  expect((await fetch(`${api.origin}/api/stream`)).status).toBe(503)
  expect(api.replies('/api/stream')).toEqual({ whole: 0, late: 1 })
  await api.close()
  await app.close()
})
