import type { Activity } from '@cruddur/contract/activities'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPerson, crudWith, type Person } from './people.ts'
import { type Stage, startStage } from './start.ts'

describe('guarantee 8: an open page', () => {
  let stage: Stage
  let worf: Person
  beforeAll(async () => {
    stage = await startStage()
    worf = await createPerson(stage, 'worf', 'Worf')
    await worf.crud('stays')
  })
  afterAll(() => stage.close())

  /** Shortens a crud, and with it the replies to it. Gives the instant at which it goes. */
  const endIn = async ({ uuid }: Activity, seconds: number): Promise<number> => {
    const { rows } = await sql<{ expires_at: string }>`
      update activities set expires_at = date_trunc('milliseconds', now()) + ${seconds} * interval '1 second'
      where uuid = ${uuid} returning expires_at::text`.execute(stage.db)
    return Date.parse(rows[0]?.expires_at ?? '')
  }

  /** A page that has been loaded once, so that the next load takes little of the seconds that a crud has left. */
  const openWarm: Stage['open'] = async (options) => {
    const journey = await stage.open(options)
    await journey.page.goto('/about')
    return journey
  }

  /** Waits until the clock of this machine has passed an instant. */
  const waitUntil = (page: Page, instant: number) => page.waitForFunction(`Date.now() > ${instant}`)

  /** Until when, by the clock of this machine, the words were on the page. */
  const lastSeen = async (page: Page, words: string): Promise<number> => {
    await crudWith(page, words).waitFor({ timeout: 5000 })
    const seen = page.evaluate(`new Promise((done) => {
      const watch = () => document.body.textContent.includes(${JSON.stringify(words)}) ? requestAnimationFrame(watch) : done(Date.now())
      watch()
    })`)
    return Number(await seen)
  }

  it('drops a crud at its time without a reload: from home, a profile, a thread and its own page', async () => {
    const parent = await worf.crud('a parent')
    const crud = await worf.crud('goes at its time', parent)
    const own = await worf.crud('goes from home')
    const places: [string, string][] = [
      ['/', 'goes from home'],
      ['/@worf', 'goes at its time'],
      [`/@worf/status/${parent.uuid}`, 'goes at its time'],
      [`/@worf/status/${crud.uuid}`, 'goes at its time'],
    ]
    const { context, page, end: close } = await openWarm()
    const pages = [page, await context.newPage(), await context.newPage(), await context.newPage()]
    const end = Math.min(await endIn(crud, 8), await endIn(own, 8))
    const seen = await Promise.all(
      places.map(async ([address, words], index) => {
        const there = pages[index] ?? page
        await there.goto(address)
        return { there, last: await lastSeen(there, words) }
      }),
    )
    for (const { last } of seen) {
      // Late by no more than a machine that is busy with other tests takes to draw; early by what the whole seconds of
      // a Date header leave open.
      expect(last).toBeLessThanOrEqual(end + 1000)
      expect(last).toBeGreaterThan(end - 2200)
    }
    await seen[3]?.there.getByRole('heading', { level: 1, name: 'Gone' }).waitFor()
    expect(await crudWith(page, 'stays').count()).toBe(1)
    await close()
  })

  it('is not misled by a device clock that is two days off, either way', async () => {
    const crud = await worf.crud('goes whatever the device says')
    const journeys = await Promise.all(
      [-2, 2].map(async (days) => {
        const journey = await openWarm()
        await journey.page.addInitScript(`{ const real = Date.now; Date.now = () => real() + ${days * 86_400_000} }`)
        return journey
      }),
    )
    await endIn(crud, 8)
    await Promise.all(
      journeys.map(async ({ page }) => {
        await page.goto('/')
        await crudWith(page, 'goes whatever').waitFor()
      }),
    )
    for (const { page, end } of journeys) {
      await crudWith(page, 'goes whatever').waitFor({ state: 'detached' })
      expect(await crudWith(page, 'stays').count()).toBe(1)
      await end()
    }
  })

  it('takes a thread’s replies with it', async () => {
    const parent = await worf.crud('the thread')
    await worf.crud('its reply', parent)
    const { page, end } = await openWarm()
    await endIn(parent, 5)
    await page.goto(`/@worf/status/${parent.uuid}`)
    await crudWith(page, 'its reply').waitFor()
    await page.getByRole('heading', { level: 1, name: 'Gone' }).waitFor()
    expect(await page.getByRole('article').count()).toBe(0)
    await end()
  })

  it('does not show it again when one comes back to a list that it was on', async () => {
    const crud = await worf.crud('gone meanwhile')
    const { page, end: close } = await openWarm()
    const end = await endIn(crud, 6)
    await page.goto('/')
    await crudWith(page, 'gone meanwhile').waitFor()
    await page.getByRole('link', { name: 'About' }).click()
    await page.getByRole('heading', { name: 'How forgetting works' }).waitFor()
    await waitUntil(page, end)
    // What is in memory is all there is to show now.
    await page.route('**/api/**', (route) => route.abort())
    await page.goBack()
    await crudWith(page, 'stays').waitFor()
    expect(await crudWith(page, 'gone meanwhile').count()).toBe(0)
    await close()
  })

  it('shows nothing that died while it slept when it wakes', async () => {
    const crud = await worf.crud('sleeps')
    const { page, end: close } = await openWarm()
    await page.addInitScript(`{
      const real = setTimeout
      window.setTimeout = (task, wait, ...rest) => real(() => { if (!window.asleep) task(...rest) }, wait)
    }`)
    const end = await endIn(crud, 7)
    await page.goto('/')
    await crudWith(page, 'sleeps').waitFor()
    await page.evaluate('window.asleep = true')
    await waitUntil(page, end)
    expect(await crudWith(page, 'sleeps').count()).toBe(1)
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(await crudWith(page, 'sleeps').count()).toBe(0)
    await close()
  })

  it('marks the last hour, and counts the last minute', async () => {
    const crud = await worf.crud('nearly over')
    const { page, end } = await openWarm()
    await endIn(crud, 62)
    await page.goto(`/@worf/status/${crud.uuid}`)
    const time = crudWith(page, 'nearly over').locator('time[data-urgency]')
    await time.waitFor()
    await expect.poll(() => time.getAttribute('data-urgency'), { timeout: 5000 }).toBe('now')
    expect(await time.textContent()).toMatch(/^\d\ds left$/)
    await end()
  })
})
