import { type HttpApi, startHttpApi } from '@cruddur/aws-emulators/http-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPerson, crudWith } from './people.ts'
import { type Stage, startStage } from './start.ts'

describe('a page behind a gateway that passes on nothing but whole replies', () => {
  let gateway: HttpApi
  let stage: Stage
  beforeAll(async () => {
    gateway = await startHttpApi()
    stage = await startStage({ BACKEND_URL: gateway.origin, STREAM_MAX_SECONDS: '5' })
    gateway.integrate(stage.origin)
  })
  afterAll(async () => {
    await stage?.close()
    await gateway?.close()
  })

  it('guarantee 8: shows what happens, one reply after another, and drops what is burnt', async () => {
    const worf = await createPerson(stage, 'worf', 'Worf')
    const first = await worf.crud('one of three')
    const { page, end } = await stage.open({ baseURL: gateway.origin })
    await page.goto('/')
    await crudWith(page, 'one of three').waitFor()
    await worf.act('DELETE', `/api/activities/${first.uuid}`)
    await crudWith(page, 'one of three').waitFor({ state: 'detached' })
    const second = await worf.crud('two of three')
    await page.getByRole('button', { name: /new crud/i }).click()
    await crudWith(page, 'two of three').waitFor()
    await worf.act('DELETE', `/api/activities/${second.uuid}`)
    await crudWith(page, 'two of three').waitFor({ state: 'detached' })
    expect(gateway.replies('/api/stream')).toMatchObject({ late: 0 })
    expect(gateway.replies('/api/stream').whole).toBeGreaterThanOrEqual(3)
    await end()
  })
})
