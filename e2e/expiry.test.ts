import type { Activity } from '@cruddur/contract/activities'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { waitForChunk } from './live-page.ts'
import { createPerson, crudWith, type Person } from './people.ts'
import { type Stage, sharedStage } from './start.ts'

describe('guarantee 8: an open page', () => {
  const stage = sharedStage()
  let worf: Person
  beforeAll(async () => {
    worf = await createPerson(stage, 'worf', 'Worf')
    await worf.crud('stays')
  })

  /** Shortens a crud and its replies. Returns the new deadline, in milliseconds since 1970. */
  const endIn = async ({ uuid }: Activity, seconds: number): Promise<number> => {
    const { rows } = await sql<{ expires_at: string }>`
      update activities set expires_at = date_trunc('milliseconds', now()) + ${seconds} * interval '1 second'
      where uuid = ${uuid} returning expires_at::text`.execute(stage.db)
    return Date.parse(rows[0]?.expires_at ?? '')
  }

  /**
   * Loads home once, so that the next load is quick. That shows how long this machine takes: a crud that ends in `seconds`
   * is still there after three such loads.
   */
  const openWarm = async (options?: Parameters<Stage['open']>[0]) => {
    const journey = await stage.open(options)
    const startedAt = Date.now()
    await journey.page.goto('/')
    await crudWith(journey.page, 'stays').waitFor()
    return { ...journey, seconds: 4 + Math.ceil((3 * (Date.now() - startedAt)) / 1000) }
  }

  /** Waits until the clock of this machine has passed an instant. */
  const waitUntil = (page: Page, instant: number) =>
    page.waitForFunction((instant) => Date.now() > instant, instant, { timeout: 60_000 })

  /** The last instant, by the clock of this machine, at which the words were on the page. */
  const lastSeen = async (page: Page, words: string): Promise<number> => {
    await crudWith(page, words).waitFor()
    const seen = page.evaluate(`new Promise((done) => {
      const watch = () => document.body.textContent.includes(${JSON.stringify(words)}) ? requestAnimationFrame(watch) : done(Date.now())
      watch()
    })`)
    return Number(await seen)
  }

  it('removes a crud at its deadline without a reload: from home, a profile, a thread and its own page', async () => {
    const parent = await worf.crud('a parent')
    const crud = await worf.crud('expires at its deadline', parent)
    const own = await worf.crud('expires at home')
    const places: [string, string][] = [
      ['/', 'expires at home'],
      ['/@worf?show=replies', 'expires at its deadline'],
      [`/@worf/status/${parent.uuid}`, 'expires at its deadline'],
      [`/@worf/status/${crud.uuid}`, 'expires at its deadline'],
    ]
    const { context, page, end: close } = await stage.open()
    const pages = [page, await context.newPage(), await context.newPage(), await context.newPage()]
    // Four pages at once take longer than one.
    const startedAt = Date.now()
    await Promise.all(
      places.map(async ([address, words], index) => {
        await pages[index]?.goto(address)
        await crudWith(pages[index] ?? page, words).waitFor()
      }),
    )
    const seconds = 4 + Math.ceil((3 * (Date.now() - startedAt)) / 1000)
    const end = Math.min(await endIn(crud, seconds), await endIn(own, seconds))
    const seen = await Promise.all(
      places.map(async ([, words], index) => {
        const there = pages[index] ?? page
        await there.reload()
        return { there, last: await lastSeen(there, words) }
      }),
    )
    for (const { last } of seen) {
      // Late by no more than a busy machine takes to draw. Early by up to a second, because the Date header, from which
      // the page learns the server's time, has whole seconds only.
      expect(last).toBeLessThanOrEqual(end + 1000)
      expect(last).toBeGreaterThan(end - 2200)
    }
    await seen[3]?.there.getByRole('heading', { level: 1, name: 'Gone' }).waitFor()
    expect(await crudWith(page, 'stays').count()).toBe(1)
    await close()
  })

  it('is right although the device’s clock is two days fast or slow', async () => {
    const crud = await worf.crud('expires whatever the device says')
    const journeys = await Promise.all(
      [-2, 2].map(async (days) => {
        const journey = await openWarm()
        // A device's wrong clock is also the one that dates the navigation.
        await journey.page.addInitScript(`{
          const [real, origin] = [Date.now, performance.timeOrigin]
          Date.now = () => real() + ${days * 86_400_000}
          Object.defineProperty(performance, 'timeOrigin', { value: origin + ${days * 86_400_000} })
        }`)
        return journey
      }),
    )
    const seconds = Math.max(...journeys.map(({ seconds }) => seconds))
    await endIn(crud, seconds)
    await Promise.all(
      journeys.map(async ({ page }) => {
        await page.goto('/')
        await crudWith(page, 'expires whatever').waitFor()
      }),
    )
    for (const { page, end } of journeys) {
      await crudWith(page, 'expires whatever').waitFor({ state: 'detached', timeout: 1000 * seconds + 10_000 })
      expect(await crudWith(page, 'stays').count()).toBe(1)
      await end()
    }
  })

  it('removes the replies together with their thread', async () => {
    const parent = await worf.crud('the thread')
    await worf.crud('its reply', parent)
    const { page, end, seconds } = await openWarm()
    await endIn(parent, seconds)
    await page.goto(`/@worf/status/${parent.uuid}`)
    await crudWith(page, 'its reply').waitFor()
    await page.getByRole('heading', { level: 1, name: 'Gone' }).waitFor({ timeout: 1000 * seconds + 10_000 })
    expect(await page.getByRole('article').count()).toBe(0)
    await end()
  })

  it('does not show an expired crud again after going back to a list that had it', async () => {
    const crud = await worf.crud('gone meanwhile')
    const { page, end: close, seconds } = await openWarm()
    const end = await endIn(crud, seconds)
    await page.goto('/')
    await crudWith(page, 'gone meanwhile').waitFor()
    await page.getByRole('link', { name: 'About' }).click()
    await page.getByRole('heading', { name: 'How forgetting works' }).waitFor()
    await waitUntil(page, end)
    // From now on the page can show only what it has in memory.
    await page.route('**/api/**', (route) => route.abort())
    await page.goBack()
    await crudWith(page, 'stays').waitFor()
    expect(await crudWith(page, 'gone meanwhile').count()).toBe(0)
    await close()
  })

  it('drops a tag from "Live now" when only one person is left who uses it', async () => {
    const data = await createPerson(stage, 'data', 'Data')
    const [expiring, burning] = [await worf.crud('#expiring'), await worf.crud('#burning')]
    await data.crud('#expiring #burning')
    const { page, end: close, seconds } = await openWarm()
    await endIn(expiring, seconds)
    await page.goto('/')
    const tag = (name: string) => page.getByRole('region', { name: 'Live now' }).getByRole('link', { name: `#${name}` })
    await tag('expiring').waitFor()
    await tag('burning').waitFor()
    await waitForChunk(page, 'start-live')
    await worf.act('DELETE', `/api/activities/${burning.uuid}`)
    // Trends are fetched again at most every half minute, and the shortening above may have been the last reason.
    const later = { state: 'detached', timeout: 40_000 } as const
    await tag('burning').waitFor(later)
    await tag('expiring').waitFor(later)
    await close()
  })

  it('shows nothing that expired while the device slept', async () => {
    const crud = await worf.crud('sleeps')
    const { page, end: close, seconds } = await openWarm()
    await page.addInitScript(`{
      const real = setTimeout
      window.setTimeout = (task, wait, ...rest) => real(() => { if (!window.asleep) task(...rest) }, wait)
    }`)
    const end = await endIn(crud, seconds)
    await page.goto('/')
    await crudWith(page, 'sleeps').waitFor()
    await page.evaluate('window.asleep = true')
    await waitUntil(page, end)
    expect(await crudWith(page, 'sleeps').count()).toBe(1)
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(await crudWith(page, 'sleeps').count()).toBe(0)
    await close()
  })

  it('marks a crud in its last hour, and counts its last minute in seconds', async () => {
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
