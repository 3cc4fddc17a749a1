import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { intercept } from './faults.ts'
import { signInAndListen } from './live-page.ts'
import { createPerson, type Person, signIn } from './people.ts'
import { sharedStage } from './start.ts'

describe('notifications', () => {
  const stage = sharedStage()
  let worf: Person
  let data: Person
  beforeAll(async () => {
    worf = await createPerson(stage, 'worf', 'Worf')
    data = await createPerson(stage, 'data', 'Data')
  })

  it('guarantee 7: are removed from list and badge at the deadline of their crud, without a reload', async () => {
    const { uuid } = await worf.crud('Soon gone.')
    await data.act('POST', `/api/activities/${uuid}/like`)
    const [list, badge] = await Promise.all([stage.open(), stage.open()])
    // Without a stream this page is told of nothing.
    await badge.page.route('**/api/stream', (route) => route.abort())
    await signIn(badge.page, 'worf')
    // The request that would tell it the deadline is never answered.
    const mend = await intercept(badge.page, /\/api\/activities\/notifications(\?|$)/, () => mend())
    const { rows } = await sql<{ end: string }>`
      update activities set expires_at = date_trunc('milliseconds', now()) + interval '12 seconds'
      where uuid = ${uuid} returning expires_at::text as end`.execute(stage.db)
    await badge.page.reload()
    await badge.page.getByRole('link', { name: 'Notifications 1 new' }).waitFor()
    await badge.page.getByRole('link', { name: 'Notifications', exact: true }).waitFor({ timeout: 20_000 })
    expect(Date.now()).toBeLessThan(Date.parse(rows[0]?.end ?? '') + 8000)
    expect(await badge.page.title()).toBe('Cruddur')
    const again = await worf.crud('Burnt before the eyes.')
    await data.act('POST', `/api/activities/${again.uuid}/like`)
    await signInAndListen(list.page, 'worf')
    await list.page.getByRole('link', { name: 'Notifications 1 new' }).click()
    const line = list.page.getByRole('article', { name: /^Data liked your crud/ })
    await line.getByText('Burnt before the eyes.').waitFor()
    await worf.act('DELETE', `/api/activities/${again.uuid}`)
    await line.waitFor({ state: 'detached' })
    // What is left are receipts, which have no words.
    const others = list.page.locator('main article:not([data-kind="receipt"])')
    await expect.poll(() => others.count()).toBe(0)
    expect(await list.page.locator('main').innerText()).not.toMatch(/Soon gone|Burnt before/)
    await list.end()
    await badge.end()
  })

  it('are read once they are seen, and stay marked as new while the page is open', async () => {
    const { uuid } = await worf.crud('Seen.')
    await data.act('POST', `/api/activities/${uuid}/like`)
    const { page, end } = await stage.open()
    await signInAndListen(page, 'worf')
    await page.getByRole('link', { name: 'Notifications 1 new' }).click()
    await page.getByRole('article', { name: 'Data liked your crud, new' }).waitFor()
    await page.getByRole('link', { name: 'Notifications', exact: true }).waitFor()
    await data.act('POST', `/api/activities/${uuid}/repost`)
    await page.getByRole('article', { name: 'Data liked and reposted your crud, new' }).waitFor()
    expect(await page.getByRole('article', { name: /your crud/ }).count()).toBe(1)
    await page.reload()
    await page.getByRole('article', { name: 'Data liked and reposted your crud', exact: true }).waitFor()
    await end()
  })

  it('are counted beside their icon, and not over it, at every width', async () => {
    const { uuid } = await worf.crud('Counted.')
    await data.act('POST', `/api/activities/${uuid}/like`)
    const { page, end } = await stage.open()
    await signIn(page, 'worf')
    const link = page.locator('.nav-link', { has: page.locator('.nav-count') })
    await link.waitFor()
    for (const width of [320, 390, 768, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      const icon = await link.locator('.icon').boundingBox()
      const count = await link.locator('.nav-count').boundingBox()
      expect([width, count && icon && count.x >= icon.x + icon.width / 2]).toEqual([width, true])
    }
    await end()
  })
})
