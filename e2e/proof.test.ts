import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { expectFine } from './fine.ts'
import { signInAndListen } from './live-page.ts'
import { createPerson } from './people.ts'
import { sharedStage } from './start.ts'

/** A crud lives a minute, and its key's minute is over a minute later at most. */
const limitMs = 180_000

describe('the page that proves it', () => {
  const stage = sharedStage({ BACKUP_DAYS: '7', SOURCE_URL: 'https://github.com/example/cruddur' })

  beforeAll(async () => {
    await sql`insert into erasure_hours (hour, worst_ms, rows, keys, blur, expires_at)
      select h, case when extract(hour from h) = 3 then 75000 else 1400 end, 5000, 60, 0, h + interval '30 days'
      from generate_series(date_trunc('hour', now(), 'UTC') - interval '29 days', now() - interval '1 hour', interval '1 hour') h`.execute(
      stage.db,
    )
  })

  it.concurrent('a visitor finds it at the foot, reads it, and watches a crud and its key die', {
    timeout: limitMs,
  }, async () => {
    const { page, end } = await stage.open()
    await page.goto('/about')
    await page.getByRole('complementary').getByRole('link', { name: 'Proof' }).click()
    await page.getByRole('heading', { level: 1, name: 'Proof' }).waitFor()
    // Time in which no server ran on this database counts too, so it may be longer than what stands above.
    await page.getByRole('img', { name: /^30 periods\. The longest wait was .* over 60 seconds\.$/ }).waitFor()
    await page.getByText('backups are kept for 7 days').waitFor()
    const test = page.getByRole('link', { name: 'The test of: Copies go dark' })
    expect(await test.getAttribute('href')).toMatch(/^https:\/\/github\.com\/example\/cruddur\/blob\/\w+\/.*\.ts$/)

    await page.getByRole('button', { name: 'Write a one-minute crud' }).click()
    const watched = page.getByRole('region', { name: 'A crud of one minute' })
    await expect.poll(() => watched.getByText('200 · there').count()).toBe(4)
    const words = (await watched.locator('.proof-crud-words').textContent()) ?? ''
    expect(words).toMatch(/^\w+( \w+){3}$/)
    await expectFine(page, '/proof while a crud lives')

    await expect.poll(() => watched.getByText(/· gone$/).count(), { timeout: limitMs }).toBe(4)
    expect(await page.locator('main').innerText()).not.toContain(words)
    const destroyed = watched.getByText(/^Its key is destroyed\. Line \d+ of the log says so\.$/)
    await destroyed.waitFor({ timeout: limitMs })
    await expectFine(page, '/proof after a crud’s end')
    await end()
  })

  it.concurrent('a member sees a receipt arrive, and it leads to its line', { timeout: limitMs }, async () => {
    const worf = await createPerson(stage, 'worf', 'Worf')
    const crud = await worf.crud('A word')
    const { page, end } = await stage.open()
    await signInAndListen(page, 'worf')
    await page.getByRole('link', { name: 'Notifications', exact: true }).click()
    await sql`update activities set expires_at = now() + interval '1 second' where uuid = ${crud.uuid}`.execute(
      stage.db,
    )
    await page.getByRole('link', { name: 'Something you wrote has ended' }).click()
    await page.getByRole('heading', { name: 'Your receipt' }).waitFor()
    await page.getByText('This line says that the key of the minute is destroyed.').waitFor({ timeout: limitMs })
    await end()
  })
})
