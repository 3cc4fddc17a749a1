import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { signInAndListen, waitForChunk } from './live-page.ts'
import { createPerson, crudWith, type Person } from './people.ts'
import { sharedStage } from './start.ts'

const pill = (page: Page, count: number) =>
  page.getByRole('button', { name: count === 1 ? '1 new crud' : `${count} new cruds`, exact: true })

describe('live', () => {
  const stage = sharedStage()
  let worf: Person
  beforeAll(async () => {
    worf = await createPerson(stage, 'worf', 'Worf')
    await createPerson(stage, 'data', 'Data')
    await worf.crud('The first crud.')
  })

  it('reaches all tabs of a person by one stream, even after the tab that holds it is closed', async () => {
    const { page, context, end } = await stage.open()
    const streams: string[] = []
    context.on('request', (request) => request.url().endsWith('/api/stream') && streams.push(request.method()))
    await signInAndListen(page, 'data')
    const opened = streams.length
    const other = await context.newPage()
    await other.goto('/')
    await crudWith(other, 'The first crud.').waitFor()
    await waitForChunk(other, 'start-live')
    await worf.crud('Seen by both tabs.')
    await pill(page, 1).waitFor()
    await pill(other, 1).waitFor()
    expect(streams).toHaveLength(opened)
    const taken = other.waitForResponse('**/api/stream')
    await page.close()
    await taken
    await worf.crud('Seen by the tab that is left.')
    await pill(other, 2).waitFor()
    await end()
  })

  it('reconnects after the network was away, and shows what was missed', async () => {
    const { page, context, end } = await stage.open()
    await page.clock.install()
    await signInAndListen(page, 'data')
    await worf.crud('Before the night.')
    await pill(page, 1).waitFor()
    const broken = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/api/stream'))
    await context.setOffline(true)
    // The server sends a sign of life every 15 s. A client gives up after 45 s without one.
    await page.clock.runFor(46_000)
    await broken
    await worf.crud('During the night.')
    const resumed = page.waitForRequest((request) => 'last-event-id' in request.headers())
    await context.setOffline(false)
    await resumed
    await pill(page, 2).waitFor()
    await end(/ERR_|network/i)
  })

  it.each([
    ['a device wakes that slept for an hour', `document.dispatchEvent(new Event('visibilitychange'))`],
    [
      'a page comes back from the back/forward cache',
      `dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))`,
    ],
    ['a frozen page resumes', `document.dispatchEvent(new Event('resume'))`],
  ])('guarantee 8: opens a stream that may be dead again as soon as %s', async (name, event) => {
    const { page, end } = await stage.open()
    await page.clock.install()
    const opened = page.waitForResponse('**/api/stream')
    await page.goto('/')
    await crudWith(page, 'The first crud.').waitFor()
    await opened
    // The clock of the device has gone on. No timer has run.
    if (name.includes('slept')) await page.clock.setSystemTime(Date.now() + 3_600_000)
    const resumed = page.waitForRequest('**/api/stream')
    await page.evaluate(event)
    // Less than the silence after which an open stream counts as dead.
    await page.clock.runFor(5_000)
    await resumed
    await end()
  })

  it('does not poll', async () => {
    const { page, end } = await stage.open()
    await page.clock.install()
    const preferred = page.waitForResponse((response) => response.url().endsWith('/api/profile/preferences'))
    await signInAndListen(page, 'data')
    await crudWith(page, 'The first crud.').waitFor()
    await page.getByRole('region', { name: 'People to follow' }).waitFor()
    await preferred
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    // Ten minutes, in which every timer fires. A silent stream is opened again; no list is fetched.
    await page.clock.runFor(10 * 60_000)
    expect(asked.filter((path) => path.startsWith('/api/') && path !== '/api/stream')).toEqual([])
    await end()
  })
})
