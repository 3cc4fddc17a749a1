import type { Activity } from '@cruddur/contract/activities'
import { sql } from 'kysely'
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

  /** Until when, by the clock of this machine, the words were on the page. */
  const lastSeen = async (page: Awaited<ReturnType<Stage['open']>>['page'], words: string): Promise<number> => {
    await crudWith(page, words).waitFor({ timeout: 5000 })
    const seen = page.evaluate(`new Promise((done) => {
      const watch = () => document.body.textContent.includes(${JSON.stringify(words)}) ? requestAnimationFrame(watch) : done(Date.now())
      watch()
    })`)
    return Number(await seen)
  }

  it.each([
    ['home', () => '/'],
    ['a profile', () => '/@worf'],
    ['a thread, as a reply', (_: Activity, parent: Activity) => `/@worf/status/${parent.uuid}`],
    ['its own page', (crud: Activity) => `/@worf/status/${crud.uuid}`],
  ])('%s drops a crud at its time, without a reload', async (place, address) => {
    const words = `goes from ${place}`
    const parent = await worf.crud('a parent')
    const crud = await worf.crud(words, /thread|own/.test(place) ? parent : undefined)
    const end = await endIn(crud, 6)
    const { page, end: close } = await stage.open()
    await page.goto(address(crud, parent))
    const seen = await lastSeen(page, words)
    expect(seen).toBeLessThanOrEqual(end + 50)
    expect(seen).toBeGreaterThan(end - 2200)
    if (place === 'its own page') await page.getByRole('heading', { level: 1, name: 'Gone' }).waitFor()
    if (place === 'home') expect(await crudWith(page, 'stays').count()).toBe(1)
    await close()
  })

  it.each([-2 * 86_400_000, 2 * 86_400_000])('is not misled by a device clock that is off by %i ms', async (off) => {
    const words = `goes with a clock ${off}`
    await endIn(await worf.crud(words), 6)
    const { page, end } = await stage.open()
    await page.addInitScript(`{ const real = Date.now; Date.now = () => real() + ${off} }`)
    await page.goto('/')
    await crudWith(page, words).waitFor()
    await crudWith(page, 'stays').waitFor()
    await crudWith(page, words).waitFor({ state: 'detached' })
    expect(await crudWith(page, 'stays').count()).toBe(1)
    await end()
  })

  it('takes a thread’s replies with it', async () => {
    const parent = await worf.crud('the thread')
    await worf.crud('its reply', parent)
    await endIn(parent, 5)
    const { page, end } = await stage.open()
    await page.goto(`/@worf/status/${parent.uuid}`)
    await crudWith(page, 'its reply').waitFor()
    await page.getByRole('heading', { level: 1, name: 'Gone' }).waitFor()
    expect(await page.getByRole('article').count()).toBe(0)
    await end()
  })

  it('does not show it again when one comes back to a list that it was on', async () => {
    const crud = await worf.crud('gone meanwhile')
    await endIn(crud, 6)
    const { page, end } = await stage.open()
    await page.goto('/')
    await crudWith(page, 'gone meanwhile').waitFor()
    await page.getByRole('link', { name: 'About' }).click()
    await page.getByRole('heading', { name: 'How forgetting works' }).waitFor()
    await page.waitForTimeout(6500)
    // What is in memory is all there is to show now.
    await page.route('**/api/**', (route) => route.abort())
    await page.goBack()
    await crudWith(page, 'stays').waitFor()
    expect(await crudWith(page, 'gone meanwhile').count()).toBe(0)
    await end()
  })

  it('marks the last hour, and counts the last minute', async () => {
    const crud = await worf.crud('nearly over')
    const { page, end } = await stage.open()
    await endIn(crud, 62)
    await page.goto(`/@worf/status/${crud.uuid}`)
    const time = crudWith(page, 'nearly over').locator('time[data-urgency]')
    await time.waitFor()
    await expect.poll(() => time.getAttribute('data-urgency'), { timeout: 5000 }).toBe('now')
    expect(await time.textContent()).toMatch(/^\d\ds left$/)
    await end()
  })
})
