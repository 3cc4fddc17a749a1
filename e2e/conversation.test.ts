import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { visitFine } from './fine.ts'
import { passPosition } from './live-page.ts'
import { createPerson, crudWith, type Person, signIn } from './people.ts'
import { sharedStage } from './start.ts'

async function burn(page: Page, words: string, before = async () => {}): Promise<void> {
  await crudWith(page, words).getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Burn it now' }).click()
  const dialog = page.getByRole('dialog', { name: 'Burn it now?' })
  await dialog.getByText(words).waitFor()
  await before()
  await dialog.getByRole('button', { name: 'Burn it' }).click()
  await crudWith(page, words).waitFor({ state: 'detached' })
}

describe('a conversation', () => {
  const stage = sharedStage()
  let worf: Person
  let data: Person
  beforeAll(async () => {
    worf = await createPerson(stage, 'worf', 'Worf')
    data = await createPerson(stage, 'data', 'Data')
  })

  it('shows replies to replies, whose crud each answers, one clock for all, and who liked and reposted it', async () => {
    const head = await worf.crud('The head of it.')
    const answer = await data.crud('An answer.', head)
    let last = answer
    for (const words of ['First below.', 'Second below.', 'Third below.', 'Fourth below.'])
      last = await worf.crud(words, answer)
    await data.crud('Deeper.', last)
    await data.act('POST', `/api/activities/${head.uuid}/like`)
    await data.act('POST', `/api/activities/${head.uuid}/repost`)
    const { page, end } = await stage.open()
    await visitFine(page, `/@worf/status/${head.uuid}`)
    await crudWith(page, 'First below.').getByText('Replying to @data').waitFor()
    expect(await crudWith(page, 'Fourth below.').count()).toBe(0)
    await page.getByRole('button', { name: 'Show 1 more reply' }).click()
    await crudWith(page, 'Fourth below.').waitFor()
    await crudWith(page, 'Deeper.').waitFor()
    await page.getByText(/^This conversation ends in 2[34]h\.$/).waitFor()
    expect(await crudWith(page, 'Deeper.').getByText(/left/).count()).toBe(0)
    await page.getByText(/^Posted \S/).waitFor()
    await page.getByText(/^Gone \S/).waitFor()
    await page.getByRole('link', { name: '1 like' }).click()
    await page.getByRole('list', { name: 'Liked by' }).getByRole('link', { name: /Data/ }).waitFor()
    await page.getByRole('link', { name: 'Reposts' }).click()
    await page.getByRole('list', { name: 'Reposted by' }).getByRole('link', { name: /Data/ }).waitFor()
    await worf.act('DELETE', `/api/activities/${head.uuid}`)
    await page.getByRole('heading', { name: 'This crud is gone' }).waitFor()
    await end()
  })

  it('says how many replies came to a long one while it is read, and shows them when that is pressed', async () => {
    const head = await worf.crud('A long one.')
    for (let index = 1; index <= 22; index++) await worf.crud(`long reply ${index}.`, head)
    // The stream would tell of those of the last seconds again.
    await passPosition(stage.origin)
    const { page, end } = await stage.open({ viewport: { width: 390, height: 700 } })
    await page.goto(`/@worf/status/${head.uuid}`)
    await crudWith(page, 'long reply 1.').waitFor()
    await data.crud('Fresh one.', head)
    await data.crud('Fresh two.', head)
    await page.getByRole('button', { name: '2 new replies' }).waitFor()
    expect(await crudWith(page, 'Fresh one.').count()).toBe(0)
    const burnt = await data.crud('Fresh three.', head)
    await page.getByRole('button', { name: '3 new replies' }).waitFor()
    await data.act('DELETE', `/api/activities/${burnt.uuid}`)
    await page.getByRole('button', { name: '2 new replies' }).click()
    await crudWith(page, 'Fresh one.').waitFor()
    await crudWith(page, 'Fresh two.').waitFor()
    await page.getByRole('button', { name: /new repl/ }).waitFor({ state: 'detached' })
    await end()
  })

  it('keeps cruds and replies apart on a profile, and answers to r on the page of a crud', async () => {
    const head = await worf.crud('Alone on the profile.')
    await worf.crud('Only among replies.', head)
    const { page, end } = await stage.open()
    await signIn(page, 'data')
    await page.goto('/@worf')
    await crudWith(page, 'Alone on the profile.').waitFor()
    await page.getByText(/^Joined \S/).waitFor()
    expect(await crudWith(page, 'Only among replies.').count()).toBe(0)
    await page.getByRole('link', { name: 'Replies', exact: true }).click()
    await crudWith(page, 'Only among replies.').waitFor()
    await page.goto(`/@worf/status/${head.uuid}`)
    await page.getByRole('textbox', { name: 'Your reply to @worf' }).waitFor()
    await page.keyboard.press('r')
    await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('TEXTAREA')
    await end()
  })
})

describe('a burn', () => {
  const stage = sharedStage()
  let worf: Person
  beforeAll(async () => {
    worf = await createPerson(stage, 'worf', 'Worf')
  })

  it('shows which crud, hides it in every tab, and is undone before anything is sent', async () => {
    await worf.crud('Regretted and kept.')
    const { page, context, end } = await stage.open()
    await signIn(page, 'worf')
    const other = await context.newPage()
    await other.goto('/')
    await crudWith(other, 'Regretted and kept.').waitFor()
    await page.bringToFront()
    const sent: string[] = []
    page.on('request', (request) => request.method() === 'DELETE' && sent.push(request.url()))
    await burn(page, 'Regretted and kept.')
    await crudWith(other, 'Regretted and kept.').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await crudWith(page, 'Regretted and kept.').waitFor()
    await crudWith(other, 'Regretted and kept.').waitFor()
    expect(sent).toEqual([])
    await end()
  })

  it('is sent when the reader leaves the page', async () => {
    const crud = await worf.crud('Burnt on leaving.')
    const { page, end } = await stage.open()
    await signIn(page, 'worf')
    await burn(page, 'Burnt on leaving.')
    await page.goto('about:blank')
    await expect.poll(() => statusOf(stage.origin, crud.uuid)).toBe(404)
    await end()
  })

  it('that could not be sent offline is sent by the next page', async () => {
    const offline = await worf.crud('Burnt when back.')
    const { page, context, end } = await stage.open()
    await signIn(page, 'worf')
    await crudWith(page, 'Burnt when back.').waitFor()
    await burn(page, 'Burnt when back.', () => context.setOffline(true))
    await page.close()
    expect(await statusOf(stage.origin, offline.uuid)).toBe(200)
    await context.setOffline(false)
    const next = await context.newPage()
    await next.goto('/')
    await expect.poll(() => statusOf(stage.origin, offline.uuid), { timeout: 30_000 }).toBe(404)
    await end()
  })

  it('is sent after its time, and says so', async () => {
    const crud = await worf.crud('Burnt in the end.')
    const { page, end } = await stage.open()
    await signIn(page, 'worf')
    await page.goto(`/@worf/status/${crud.uuid}`)
    await burn(page, 'Burnt in the end.')
    await page.getByRole('heading', { name: 'This crud is gone' }).waitFor()
    await page.getByText('Burnt. It’s gone for everybody.').waitFor({ timeout: 30_000 })
    expect(await statusOf(stage.origin, crud.uuid)).toBe(404)
    await end()
  })
})

async function statusOf(origin: string, uuid: string): Promise<number> {
  return (await fetch(`${origin}/api/activities/${uuid}`)).status
}
