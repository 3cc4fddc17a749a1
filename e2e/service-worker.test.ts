import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBuiltSite } from './built-site.ts'
import { keptOnDevice, letNewWorkerStart, waitForWorker } from './installed.ts'
import { waitForChunk } from './live-page.ts'
import { composer, createPerson, crudWith, type Person, signIn } from './people.ts'
import { type Stage, sharedStage } from './start.ts'

const webRoot = join(import.meta.dirname, '../apps/web/dist')
const offline = (page: Page) => page.getByText('You’re offline. Your drafts are kept.')
/** What the console says of requests without a network. */
const noNetwork = /net::ERR_INTERNET_DISCONNECTED/

describe('the service worker', () => {
  const stage = sharedStage()
  let worf: Person
  beforeAll(async () => {
    worf = await createPerson(stage, 'worf', 'Worf of Khitomer')
    await createPerson(stage, 'data', 'Data')
    await worf.crud('stays for a day')
  })

  it('comes with a policy of its own, and is asked for every time', async () => {
    const { headers } = await fetch(`${stage.origin}/sw.js`)
    expect(headers.get('content-type')).toMatch(/^(text|application)\/javascript/)
    expect(headers.get('cache-control')).toBe('no-cache')
    expect(headers.get('content-security-policy')).toContain("worker-src 'self'")
  })

  const openInstalled: Stage['open'] = async (options) => {
    const journey = await stage.open({ serviceWorkers: 'allow', ...options })
    await journey.page.goto('/about')
    await waitForWorker(journey.page)
    return journey
  }

  it('keeps the app’s own files, and nothing of anybody, while a member reads, writes and signs out', async () => {
    const { page, context, end } = await openInstalled()
    await signIn(page, 'worf')
    await crudWith(page, 'stays for a day').waitFor()
    await composer(page).fill('Worf writes this himself')
    await page.getByRole('button', { name: 'Crud it' }).click()
    await crudWith(page, 'Worf writes this himself').waitFor()
    // It has arrived when it is no draft any more.
    await expect.poll(() => page.evaluate('JSON.stringify(localStorage)')).not.toContain('writes this himself')
    // Each of these comes with its data inside the HTML.
    for (const path of ['/', '/@worf']) {
      await page.goto(path)
      await crudWith(page, 'stays for a day').waitFor()
    }
    await page.goto('/messages')
    await page.getByRole('heading', { level: 1, name: 'Messages' }).waitFor()
    const { paths, databases, text } = await keptOnDevice(page)
    expect(paths.filter((path) => !/^\/(assets\/[\w.-]+|[\w-]+\.(html|js|png|svg|webmanifest))$/.test(path))).toEqual(
      [],
    )
    const built = (await readdir(join(webRoot, 'assets'))).filter((name) => !/\.(br|gz)$/.test(name))
    const missing = built.filter((name) => !paths.includes(`/assets/${name}`))
    expect(missing.filter((name) => !name.startsWith('EmojiPicker-'))).toEqual([])
    expect(paths).toContain('/index.html')
    expect(databases).toEqual([])
    for (const words of ['stays for a day', 'writes this himself', 'Khitomer', 'id="first-page"'])
      expect(text).not.toContain(words)
    await page.goto('/settings')
    await page.getByRole('button', { name: 'Sign out', exact: true }).first().click()
    await expect.poll(() => page.evaluate('localStorage.getItem("cruddur.session")')).toBeNull()
    expect((await keptOnDevice(page)).paths.sort()).toEqual(paths.sort())
    expect(await context.cookies()).not.toContainEqual(expect.objectContaining({ name: 'cruddur_refresh' }))
    await end()
  })

  it('starts the app without a network, says so, and heals by itself', async () => {
    const { page, context, end } = await openInstalled()
    await signIn(page, 'worf')
    await crudWith(page, 'stays for a day').waitFor()
    await context.setOffline(true)
    const second = await context.newPage()
    for (const path of ['/', '/@worf']) {
      await second.goto(path)
      await offline(second).waitFor()
      await second.getByRole('heading', { name: 'You seem to be offline' }).waitFor()
    }
    await second.evaluate('window.isSamePage = true')
    expect(await second.textContent('body')).not.toContain('stays for a day')
    await context.setOffline(false)
    await crudWith(second, 'stays for a day').waitFor()
    await offline(second).waitFor({ state: 'detached' })
    // The session is back as well.
    await second.getByRole('link', { name: 'Notifications' }).first().waitFor()
    await second.getByRole('heading', { level: 1, name: 'Worf of Khitomer' }).waitFor()
    expect(await second.evaluate('isSamePage')).toBe(true)
    await end(noNetwork)
  })

  it('guarantee 8: after its end nothing of a crud is in the page, in Cache Storage or in IndexedDB', async () => {
    const { page, context, end } = await openInstalled()
    const crud = await worf.crud('ends while nobody has a network')
    const thread = await context.newPage()
    await page.goto('/')
    await thread.goto(`/@worf/status/${crud.uuid}`)
    for (const open of [page, thread]) await crudWith(open, 'ends while nobody').waitFor()
    const { rows } = await sql<{ ends_at: string }>`
      update activities set expires_at = date_trunc('milliseconds', now()) + interval '6 seconds'
      where uuid = ${crud.uuid} returning expires_at::text as ends_at`.execute(stage.db)
    const endsAt = Date.parse(rows[0]?.ends_at ?? '')
    for (const open of [page, thread]) {
      await open.reload()
      await crudWith(open, 'ends while nobody').waitFor()
    }
    await context.setOffline(true)
    for (const open of [page, thread]) await crudWith(open, 'ends while nobody').waitFor({ state: 'detached' })
    await expect.poll(() => Date.now() > endsAt, { timeout: 20_000 }).toBe(true)
    for (const open of [page, thread]) {
      expect((await keptOnDevice(open)).text).not.toContain('ends while nobody')
      expect((await keptOnDevice(open)).databases).toEqual([])
      await open.reload()
      await offline(open).waitFor()
      expect(await open.content()).not.toContain('ends while nobody')
    }
    await end(noNetwork)
  })
})

/** Gives every hashed file another name, wherever it is named: a new build, of which no old file is there. */
async function buildAnew(folder: string): Promise<void> {
  const names = await readdir(join(folder, 'assets'))
  const renamed = new Map(
    names.map((name) => [
      name,
      name.replace(/-([\w-]{8})\./, (_, hash: string) => `-${[...hash].reverse().join('')}.`),
    ]),
  )
  const files = (await readdir(folder, { recursive: true })).filter((name) => /\.(js|css|html)$/.test(name))
  for (const file of files) {
    let text = await readFile(join(folder, file), 'utf8')
    for (const [old, now] of renamed) text = text.replaceAll(old, now)
    await writeFile(join(folder, file), text)
  }
  for (const [old, now] of renamed) await rename(join(folder, 'assets', old), join(folder, 'assets', now))
}

describe('a new build', () => {
  const stage = sharedStage()
  let folder: string
  let site: Awaited<ReturnType<typeof startBuiltSite>>
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cruddur-builds-'))
    await cp(webRoot, folder, { recursive: true, filter: (path) => !['.br', '.gz'].includes(extname(path)) })
    site = await startBuiltSite(
      folder,
      () =>
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'",
    )
  })
  afterAll(async () => {
    await site.close()
    await rm(folder, { recursive: true, force: true })
  })

  const scriptOf = (page: Page): Promise<string> =>
    page.evaluate("document.querySelector('script[type=module][src*=\"/app-\"]').getAttribute('src')")

  it('is taken at the next navigation; an open page finds its own parts until then, and nothing stays of the old one', async () => {
    const { page, context, end } = await stage.open({ serviceWorkers: 'allow', baseURL: site.origin })
    await page.goto('/')
    await waitForWorker(page)
    const first = await scriptOf(page)
    await buildAnew(folder)
    const second = await context.newPage()
    await second.goto('/')
    const newest = await scriptOf(second)
    expect(newest).not.toBe(first)
    await expect.poll(async () => (await keptOnDevice(second)).paths.includes(newest)).toBe(true)
    await letNewWorkerStart(second)
    // The old page opens a part that it has not fetched yet, and that is nowhere but in the cache.
    await page.getByRole('link', { name: 'Terms' }).click()
    await page.getByRole('heading', { level: 1, name: 'Terms' }).waitFor()
    expect(await scriptOf(page)).toBe(first)
    await second.close()
    await page.goto('/')
    expect(await scriptOf(page)).toBe(newest)
    await waitForChunk(page, 'shortcuts')
    await expect.poll(async () => (await keptOnDevice(page)).paths.includes(first)).toBe(false)
    await context.setOffline(true)
    await page.goto('/about')
    await page.getByRole('heading', { name: 'How forgetting works' }).waitFor()
    expect(await scriptOf(page)).toBe(newest)
    await end(/net::ERR_|404|MIME|Failed/)
  })
})
