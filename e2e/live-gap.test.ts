import type { Activity } from '@cruddur/contract/activities'
import { sql } from 'kysely'
import type { Page, Route } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { passPosition, waitForChunk } from './live-page.ts'
import { createPerson, crudWith, type Person } from './people.ts'
import { sharedStage } from './start.ts'

const stream = '**/api/stream'
const home = '**/api/activities/home*'
/** With a query, so that the first page does not come with the HTML: these tests hold its reply back. */
const homePage = '/?sort=newest'

/** Holds something until it is released. */
function hold() {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  return { release, released }
}

describe('guarantee 8: between the reply of a page and the opening of its stream', () => {
  const stage = sharedStage()
  let worf: Person
  beforeAll(async () => {
    worf = await createPerson(stage, 'worf', 'Worf')
    await worf.crud('stays')
  })

  const burn = ({ uuid }: Activity) => worf.act('DELETE', `/api/activities/${uuid}`)
  const endSoon = ({ uuid }: Activity) =>
    sql`update activities set expires_at = date_trunc('milliseconds', now()) + interval '3 seconds'
      where uuid = ${uuid}`.execute(stage.db)
  /** Ends a crud, and waits until the server has sent the event to all streams that were open. */
  async function afterEvent({ uuid }: Activity, end: () => Promise<unknown>): Promise<void> {
    const { body } = await fetch(`${stage.origin}/api/stream`)
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
    await reader?.read()
    await end()
    for (let text = ''; !text.includes(uuid); ) text += (await reader?.read())?.value ?? ''
    await reader?.cancel()
  }
  const isGone = async (page: Page, words: string) => {
    await crudWith(page, words).waitFor({ state: 'detached' })
    expect(await crudWith(page, 'stays').count()).toBe(1)
  }

  it.each([
    ['burnt', 'the stream is slow to open', stream, burn],
    ['shortened', 'the stream is slow to open', stream, endSoon],
    ['burnt', 'the code is slow to come', '**/assets/start-live*', burn],
  ])('a crud that is %s while %s leaves the page', async (name, why, url, end) => {
    const words = `${name} while ${why}`
    const crud = await worf.crud(words)
    const { page, end: close } = await stage.open()
    const { release, released } = hold()
    await page.route(url, async (route: Route) => {
      await released
      await route.continue()
    })
    const asked = page.waitForRequest(url)
    await page.goto(homePage)
    await crudWith(page, words).waitFor()
    await asked
    await afterEvent(crud, () => end(crud))
    release()
    await isGone(page, words)
    await close()
  })

  it('a crud that is burnt as soon as it is seen leaves the page: three of three', { timeout: 120_000 }, async () => {
    for (let n = 1; n <= 3; n++) {
      const words = `page number ${n} of three`
      const crud = await worf.crud(words)
      const { page, end } = await stage.open()
      await page.goto(homePage)
      await crudWith(page, words).waitFor()
      await burn(crud)
      await isGone(page, words)
      await end()
    }
  })

  it.each(['before', 'after'])(
    'a crud that was burnt %s the stream opened is not in a reply that comes late',
    async (when) => {
      const words = `late, burnt ${when}`
      const crud = await worf.crud(words)
      const { page, end } = await stage.open()
      const [reply, opening, fetched] = [hold(), hold(), hold()]
      await page.route(home, async (route) => {
        const response = await route.fetch()
        fetched.release()
        await reply.released
        await route.fulfill({ response })
      })
      await page.route(stream, async (route) => {
        await opening.released
        await route.continue()
      })
      const opened = page.waitForResponse(stream)
      await page.goto(homePage)
      await fetched.released
      if (when === 'before') await afterEvent(crud, () => burn(crud))
      opening.release()
      await opened
      if (when === 'after') {
        await burn(crud)
        // The event of a crud that comes later shows that this page's stream has had the one of the burnt one.
        const { message } = await worf.crud(`after ${words}`)
        await page.getByRole('button', { name: /new crud/ }).waitFor()
        expect(message).toBe(`after ${words}`)
      }
      const landed = page.waitForResponse(home)
      reply.release()
      await landed
      await crudWith(page, 'stays').waitFor()
      await isGone(page, words)
      await end()
    },
  )

  it('a crud that is burnt while a tab joins the stream of another leaves that tab too', async () => {
    const words = 'burnt while a tab joins'
    const crud = await worf.crud(words)
    const { page, context, end } = await stage.open()
    const opened = page.waitForResponse(stream)
    await page.goto(homePage)
    await opened
    const other = await context.newPage()
    const code = hold()
    await other.route('**/assets/start-live*', async (route) => {
      await code.released
      await route.continue()
    })
    await other.goto(homePage)
    await crudWith(other, words).waitFor()
    await burn(crud)
    await isGone(page, words)
    code.release()
    await isGone(other, words)
    await end()
  })

  it('a tab whose reply is older than the stream of another tab gets what that stream missed', async () => {
    const words = 'older than the stream'
    const crud = await worf.crud(words)
    const { page, context, end } = await stage.open()
    const [reply, fetched] = [hold(), hold()]
    await page.route(home, async (route) => {
      const response = await route.fetch()
      fetched.release()
      await reply.released
      await route.fulfill({ response })
    })
    // This tab does not get the stream, because its code comes last.
    const code = hold()
    await page.route('**/assets/start-live*', async (route) => {
      await code.released
      await route.continue()
    })
    await page.goto(homePage)
    await fetched.released
    await burn(crud)
    // The other tab's is then later than the crud's end.
    await passPosition(stage.origin)
    const other = await context.newPage()
    const opened = other.waitForResponse(stream)
    await other.goto(homePage)
    await opened
    code.release()
    await waitForChunk(page, 'start-live')
    reply.release()
    await crudWith(page, 'stays').waitFor()
    await isGone(page, words)
    await end()
  })
})
