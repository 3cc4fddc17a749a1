import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signInAndListen } from './live-page.ts'
import { createPerson, crudWith, type Person } from './people.ts'
import { type Stage, startStage } from './start.ts'

const pill = (page: Page, count: number) =>
  page.getByRole('button', { name: count === 1 ? '1 new crud' : `${count} new cruds`, exact: true })

describe('live', () => {
  let stage: Stage
  let worf: Person
  beforeAll(async () => {
    stage = await startStage()
    worf = await createPerson(stage, 'worf', 'Worf')
    await createPerson(stage, 'data', 'Data')
    await worf.crud('The first crud.')
  })
  afterAll(() => stage.close())

  it('reaches all tabs of a person by one stream, also when the tab that has it is closed', async () => {
    const { page, context, end } = await stage.open()
    const streams: string[] = []
    context.on('request', (request) => request.url().endsWith('/api/stream') && streams.push(request.method()))
    await signInAndListen(page, 'data')
    const opened = streams.length
    const other = await context.newPage()
    await other.goto('/')
    await crudWith(other, 'The first crud.').waitFor()
    await other.waitForFunction(
      "performance.getEntriesByType('resource').some(({ name }) => name.includes('/assets/start-live'))",
    )
    await worf.crud('Heard by both.')
    await pill(page, 1).waitFor()
    await pill(other, 1).waitFor()
    expect(streams).toHaveLength(opened)
    const taken = other.waitForResponse('**/api/stream')
    await page.close()
    await taken
    await worf.crud('Heard by the one that is left.')
    await pill(other, 2).waitFor()
    await end()
  })

  it('comes back after the network was away, with what was missed', async () => {
    const { page, context, end } = await stage.open()
    await page.clock.install()
    await signInAndListen(page, 'data')
    await worf.crud('Before the night.')
    await pill(page, 1).waitFor()
    const broken = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/api/stream'))
    await context.setOffline(true)
    // The server says every 15 s that it is there; nobody waits longer than 45 s for that.
    await page.clock.runFor(46_000)
    await broken
    await worf.crud('During the night.')
    const resumed = page.waitForRequest((request) => 'last-event-id' in request.headers())
    await context.setOffline(false)
    await resumed
    await pill(page, 2).waitFor()
    await end(/ERR_|network/i)
  })

  it('asks for nothing by the clock', async () => {
    const { page, end } = await stage.open()
    await page.clock.install()
    await signInAndListen(page, 'data')
    await crudWith(page, 'The first crud.').waitFor()
    await page.getByRole('region', { name: 'People to follow' }).waitFor()
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    // Ten minutes in which everything that waits for its time comes to it. A silent stream is opened anew; no list is.
    await page.clock.runFor(10 * 60_000)
    expect(asked.filter((path) => path !== '/api/stream')).toEqual([])
    await end()
  })
})
