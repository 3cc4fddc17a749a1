import { beforeAll, describe, expect, it } from 'vitest'
import { expectFine } from './fine.ts'
import { createPerson, signIn } from './people.ts'
import { sharedStage } from './start.ts'

describe('the page that shows how the server is doing', { timeout: 120_000 }, () => {
  const stage = sharedStage({ MODERATORS: 'picard' })
  beforeAll(async () => {
    await createPerson(stage, 'picard', 'Jean-Luc')
    await createPerson(stage, 'worf', 'Worf')
  })

  it('shows moderators charts that move, with the same numbers as tables, on every screen and in both themes', async () => {
    const { page, end } = await stage.open()
    await signIn(page, 'picard')
    // The page that one signs in from may be left before it has asked for anything.
    await page.request.get('/api/activities/home')
    await page.goto('/admin')
    const requests = page
      .getByRole('figure')
      .filter({ has: page.getByRole('heading', { name: 'Requests', exact: true }) })
    // A line needs a second sample.
    await expect.poll(() => requests.locator('path').getAttribute('d'), { timeout: 20_000 }).toContain('L')
    await requests.getByText('Numbers', { exact: true }).click()
    await requests.getByRole('columnheader', { name: 'Requests' }).waitFor()
    await page.getByRole('img', { name: /expire in each of the next 24 hours/ }).waitFor()
    await page.getByRole('rowheader', { name: 'GET /api/activities/home' }).waitFor()
    await page.getByRole('rowheader', { name: 'background' }).waitFor()
    await expectFine(page, 'the page of moderators')
    await end()
  })

  it('is not for others', async () => {
    const { page, end } = await stage.open()
    await signIn(page, 'worf')
    await page.goto('/admin')
    await page.getByRole('heading', { name: 'For moderators' }).waitFor()
    expect(await page.getByRole('figure').count()).toBe(0)
    await end()
  })
})
