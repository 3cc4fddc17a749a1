import { randomUUID } from 'node:crypto'
import { placeOfMessage } from '@cruddur/message-stores/sealed-messages'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { intercept } from './faults.ts'
import { expectFine } from './fine.ts'
import { createPerson, type Person, signIn } from './people.ts'
import { sharedStage } from './start.ts'

const field = (page: Page, handle: string) => page.getByRole('textbox', { name: `Your message to @${handle}` })
const message = (page: Page, words: string) =>
  page.getByRole('listitem').filter({ has: page.locator('.bubble', { hasText: words }) })
/** The link to messages, by the name that a screen reader says. */
const entry = (page: Page, unread: number) =>
  page
    .getByRole('navigation')
    .getByRole('link', { name: unread > 0 ? `Messages ${unread} new` : 'Messages', exact: true })

const say = async (page: Page, to: string, words: string): Promise<void> => {
  await field(page, to).fill(words)
  await field(page, to).press('Enter')
  await message(page, words).getByText(/left$/).waitFor()
}

/** Writes the first message to somebody, from their profile. */
const begin = async (page: Page, to: string, words: string): Promise<void> => {
  await page.goto(`/@${to}`)
  await page.getByRole('link', { name: `Message @${to}` }).click()
  await say(page, to, words)
  await page.waitForURL(/\/messages\/[0-9a-f-]{36}$/)
}

describe('messages', () => {
  const stage = sharedStage()
  const people = new Map<string, Person>()
  beforeAll(async () => {
    for (const [handle, name] of Object.entries({ ada: 'Ada', worf: 'Worf', data: 'Data', troi: 'Deanna Troi' })) {
      people.set(handle, await createPerson(stage, handle, name))
    }
  })

  it('arrive live, are marked as unread and read, and are hidden from everybody else', async () => {
    const [ada, worf, data] = await Promise.all([stage.open(), stage.open(), stage.open()])
    await signIn(ada.page, 'ada')
    await signIn(worf.page, 'worf')
    await signIn(data.page, 'data')
    await entry(worf.page, 0).waitFor()
    await begin(ada.page, 'worf', 'Do you have a moment?')
    // The recipient sees it on any page.
    await entry(worf.page, 1).waitFor()
    await entry(worf.page, 1).click()
    const row = worf.page.getByRole('link', { name: /Ada.*Do you have a moment\?.*1 unread/ })
    await row.click()
    await message(worf.page, 'Do you have a moment?').waitFor()
    // A message that was seen is marked as read, for both.
    await message(ada.page, 'Do you have a moment?').getByText('Read', { exact: true }).waitFor()
    await entry(worf.page, 0).waitFor()
    await say(worf.page, 'ada', 'For you, always.')
    await message(ada.page, 'For you, always.').waitFor()
    await message(worf.page, 'For you, always.').getByText('Read', { exact: true }).waitFor()
    // For anybody else the conversation does not exist.
    await data.page.goto(ada.page.url())
    await data.page.getByRole('heading', { name: 'There is no such conversation' }).waitFor()
    expect(await data.page.textContent('body')).not.toMatch(/Worf|For you/)
    // A new message to the same person continues the same conversation.
    await ada.page.goto('/messages/new/worf')
    await ada.page.waitForURL(/\/messages\/[0-9a-f-]{36}$/)
    // On a phone, back leads from a conversation that was opened by a link to the list of conversations.
    const conversation = ada.page.url()
    await ada.page.setViewportSize({ width: 390, height: 844 })
    await ada.page.goto('/about')
    await ada.page.goto(conversation)
    await message(ada.page, 'For you, always.').waitFor()
    await ada.page.getByRole('button', { name: 'Back' }).click()
    await ada.page.getByRole('heading', { name: 'Messages' }).waitFor()
    expect(new URL(ada.page.url()).pathname).toBe('/messages')
    await Promise.all([ada, worf, data].map(({ end }) => end()))
  })

  it('live shorter from now on for both, when either of the two says so', async () => {
    const [ada, data] = await Promise.all([stage.open(), stage.open()])
    await signIn(ada.page, 'ada')
    await signIn(data.page, 'data')
    await begin(ada.page, 'data', 'Before.')
    await data.page.goto(ada.page.url())
    await message(data.page, 'Before.').waitFor()
    await ada.page.getByRole('button', { name: 'Messages from now on live 30 days' }).click()
    const dialog = ada.page.getByRole('dialog')
    expect(await dialog.getByRole('radio', { name: '30 days' }).count()).toBe(0)
    await expectFine(ada.page, 'the lifetime picker')
    await dialog.getByText('1 hour', { exact: true }).click()
    await dialog.getByRole('button', { name: 'Make it shorter' }).click()
    await dialog.waitFor({ state: 'detached' })
    await data.page.getByText('Messages from now on live 1 hour').waitFor()
    await say(data.page, 'ada', 'After.')
    await message(ada.page, 'After.')
      .getByText(/59m left|1h 00m left/)
      .waitFor()
    await message(ada.page, 'Before.').getByText('30d left').waitFor()
    await Promise.all([ada, data].map(({ end }) => end()))
  })

  it('guarantee 8: are removed from open pages at their deadline, from list and thread, without a reload', async () => {
    const [ada, troi] = await Promise.all([stage.open(), stage.open()])
    await signIn(ada.page, 'ada')
    await signIn(troi.page, 'troi')
    await begin(ada.page, 'troi', 'This one goes.')
    await sql`update messages set expires_at = date_trunc('milliseconds', now()) + interval '6 seconds'
      where created_at = (select max(created_at) from messages)`.execute(stage.db)
    const gone = Date.now() + 6000
    await ada.page.reload()
    await troi.page.goto('/messages')
    await Promise.all([
      message(ada.page, 'This one goes.').waitFor(),
      troi.page.getByRole('link', { name: /This one goes/ }).waitFor(),
    ])
    for (const { page } of [ada, troi]) {
      await expect.poll(() => page.textContent('body'), { timeout: 8000, interval: 50 }).not.toContain('This one goes.')
      expect(Date.now()).toBeLessThan(gone + 2000)
      expect(Date.now()).toBeGreaterThan(gone - 2500)
    }
    await troi.page.getByRole('heading', { name: 'No live messages' }).waitFor()
    await entry(troi.page, 0).waitFor()
    await Promise.all([ada, troi].map(({ end }) => end()))
  })

  it('that were not sent say so, survive a reload, and are sent once with the same key', async () => {
    const { page, end } = await stage.open()
    await signIn(page, 'troi')
    await begin(page, 'worf', 'Hello.')
    await field(page, 'worf').fill('half a thought')
    await page.reload()
    await expect.poll(() => field(page, 'worf').inputValue()).toBe('half a thought')
    const keys: (string | undefined)[] = []
    // The first try reaches the server, but its answer is lost. The second is still unanswered when the page is reloaded.
    const mend = await intercept(page, '**/api/messages', async (route) => {
      keys.push(route.request().headers()['idempotency-key'])
      if (keys.length > 1) return
      await route.fetch()
      await route.abort()
    })
    await field(page, 'worf').fill('Only once.')
    await field(page, 'worf').press('Enter')
    const pending = page.getByRole('listitem').filter({ hasText: 'You, not sent yet' })
    await pending.getByText('Cruddur can’t be reached.').waitFor()
    await expectFine(page, 'a message that did not arrive')
    await pending.getByRole('button', { name: 'Try again' }).click()
    await expect.poll(() => keys.length).toBe(2)
    await page.reload()
    mend()
    await pending.getByText(/Trying again posts it once/).waitFor()
    const request = page.waitForRequest('**/api/messages')
    await pending.getByRole('button', { name: 'Try again' }).click()
    keys.push((await request).headers()['idempotency-key'])
    await pending.waitFor({ state: 'detached' })
    expect(new Set(keys).size).toBe(1)
    await page.reload()
    await message(page, 'Only once.').waitFor()
    expect(await message(page, 'Only once.').count()).toBe(1)
    const uuid = page.url().split('/').at(-1)
    const { rows } = await sql`select from messages where group_uuid = ${uuid}`.execute(stage.db)
    // The first of the two, and this one.
    expect(rows).toHaveLength(2)
    await end()
  })

  it('stand oldest first with the newest in view, and earlier ones load above without a jump', async () => {
    const { page, end } = await stage.open()
    await signIn(page, 'data')
    await begin(page, 'worf', 'The first of many.')
    const uuid = page.url().split('/').at(-1)
    const added = Array.from({ length: 70 }, () => randomUUID())
    const endsAt = new Date(Date.now() + 3_600_000)
    const sealed = added.map((each, n) => stage.keys.seal(`number ${n + 1}`, endsAt, placeOfMessage(each)))
    await sql`insert into messages (uuid, group_uuid, user_uuid, sealed, created_at, expires_at)
      select n.uuid, group_uuid, user_uuid, n.sealed, created_at + n.at * interval '1 millisecond', expires_at
      from messages, unnest(${added}::uuid[], ${sealed}::bytea[]) with ordinality n (uuid, sealed, at)
      where group_uuid = ${uuid}`.execute(stage.db)
    await page.reload()
    await message(page, 'number 70').waitFor()
    const box = await message(page, 'number 70').boundingBox()
    expect((box?.y ?? 900) + (box?.height ?? 0)).toBeLessThan(900)
    const seen = message(page, 'number 45')
    await seen.scrollIntoViewIfNeeded()
    const before = await seen.boundingBox()
    await message(page, 'number 12').waitFor({ state: 'attached' })
    expect(Math.abs(((await seen.boundingBox())?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(2)
    // A message that arrives meanwhile is added below, and moves nothing either.
    await people.get('worf')?.act('POST', '/api/messages', { message_group_uuid: uuid, message: 'While you read.' })
    const way = page.getByRole('button', { name: '1 new' })
    await way.waitFor()
    await message(page, 'While you read.').waitFor({ state: 'attached' })
    expect(Math.abs(((await seen.boundingBox())?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(2)
    await way.click()
    await message(page, 'While you read.').waitFor()
    await expect.poll(() => page.getByRole('button', { name: /Latest|new/ }).count()).toBe(0)
    await end()
  })

  it('pass axe, and offer no way to write to oneself or to a blocked person', async () => {
    const { page, end } = await stage.open()
    await page.goto('/messages')
    await page.getByRole('heading', { name: 'Sign in to read your messages' }).waitFor()
    await expectFine(page, 'messages of a visitor')
    await signIn(page, 'worf')
    await page.goto('/@worf')
    await page.getByRole('button', { name: 'Edit profile' }).waitFor()
    expect(await page.getByRole('link', { name: /^Message @/ }).count()).toBe(0)
    await page.goto('/messages')
    await page.getByRole('link', { name: /Ada/ }).waitFor()
    await expectFine(page, 'the list')
    await page.getByRole('link', { name: /Ada/ }).click()
    await message(page, 'For you, always.').waitFor()
    await field(page, 'ada').fill('😀'.repeat(1025))
    await page.getByText('1 character too many').waitFor({ state: 'attached' })
    await field(page, 'ada').press('Enter')
    await page.getByText('That is longer than 1,024 characters.').waitFor()
    await expectFine(page, 'a thread with a message that is too long')
    await field(page, 'ada').fill('')
    await createPerson(stage, 'quark', 'Quark')
    await page.goto('/messages/new/quark')
    await field(page, 'quark').waitFor()
    await expectFine(page, 'an empty thread')
    await page.goto('/messages/new/nobody_here')
    await page.getByRole('heading', { name: 'There’s no @nobody_here here' }).waitFor()
    await expectFine(page, 'a message to nobody')
    await page.goto('/@quark')
    await page.getByRole('button', { name: 'More about @quark' }).click()
    await page.getByRole('menuitem', { name: 'Block @quark' }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Block/ })
      .click()
    await page.getByRole('button', { name: 'Unblock' }).waitFor()
    expect(await page.getByRole('link', { name: 'Message @quark' }).count()).toBe(0)
    await end()
  })
})
