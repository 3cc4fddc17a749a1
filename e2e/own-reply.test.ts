import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { createPerson, crudWith, type Person, signIn } from './people.ts'
import { sharedStage } from './start.ts'

const field = (page: Page, handle: string) => page.getByRole('textbox', { name: `Your reply to @${handle}` })

describe('one’s own reply', () => {
  const stage = sharedStage()
  let worf: Person
  beforeAll(async () => {
    worf = await createPerson(stage, 'worf', 'Worf')
    await createPerson(stage, 'ada', 'Ada')
  })

  it('is shown once in a thread that has more replies than a page, before and after its page is loaded', async () => {
    const head = await worf.crud('A long thread.')
    for (let index = 1; index <= 52; index++) await worf.crud(`reply number ${index}.`, head)
    const { page, end } = await stage.open({ viewport: { width: 390, height: 800 } })
    await signIn(page, 'ada')
    await page.goto(`/@worf/status/${head.uuid}`)
    await crudWith(page, 'reply number 1.').waitFor()
    expect(await crudWith(page, 'reply number 52.').count()).toBe(0)
    await field(page, 'worf').fill('Mine lands at the end.')
    await page.getByRole('button', { name: 'Reply', exact: true }).click()
    const own = crudWith(page, 'Mine lands at the end.')
    await own.getByRole('button', { name: 'More' }).waitFor()
    await expect.poll(() => isOnScreen(page, 'Mine lands at the end.')).toBe(true)
    await page.getByRole('status').getByText('Posted.').waitFor({ state: 'attached' })
    for (const last of [20, 40, 52]) await crudWith(page, `reply number ${last}.`).scrollIntoViewIfNeeded()
    await page.getByRole('button', { name: 'Load more' }).waitFor({ state: 'detached' })
    expect(await own.count()).toBe(1)
    // It stays when the reader comes back while its page is not loaded, and goes with its crud.
    await page.reload()
    await crudWith(page, 'reply number 1.').waitFor()
    await end()
  })

  it('is still there for a reader who goes and comes back, and leaves when it is burnt', async () => {
    const head = await worf.crud('Another long thread.')
    for (let index = 1; index <= 25; index++) await worf.crud(`answer number ${index}.`, head)
    const { page, end } = await stage.open()
    await signIn(page, 'ada')
    await crudWith(page, 'Another long thread.').getByRole('link', { name: 'Reply' }).click()
    await field(page, 'worf').fill('Mine is soon burnt.')
    await page.getByRole('button', { name: 'Reply', exact: true }).click()
    const own = crudWith(page, 'Mine is soon burnt.')
    await own.getByRole('button', { name: 'More' }).waitFor()
    await page.getByRole('link', { name: 'Home', exact: true }).click()
    await crudWith(page, 'A long thread.').waitFor()
    await page.goBack()
    await own.getByRole('button', { name: 'More' }).waitFor()
    expect(await own.count()).toBe(1)
    await own.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Burn it now' }).click()
    await page.getByRole('button', { name: 'Burn it' }).click()
    await own.waitFor({ state: 'detached' })
    await end()
  })

  it('to a reply is shown below it, and scrolled to at the end of a short thread', async () => {
    const head = await worf.crud('A short thread.')
    const replies: Awaited<ReturnType<Person['crud']>>[] = []
    for (let index = 1; index <= 9; index++)
      replies.push(await worf.crud(`short reply ${index}. ${'long '.repeat(40)}`, head))
    const { page, end } = await stage.open({ viewport: { width: 390, height: 700 } })
    await signIn(page, 'ada')
    for (const [crud, words] of [
      [head, 'Mine ends the thread.'],
      [replies[0], 'Mine is nested.'],
    ] as const) {
      await page.goto(`/@worf/status/${crud?.uuid}`)
      await field(page, 'worf').fill(words)
      await page.getByRole('button', { name: 'Reply', exact: true }).click()
      await crudWith(page, words).getByRole('button', { name: 'More' }).waitFor()
      await expect.poll(() => isOnScreen(page, words)).toBe(true)
      expect(await crudWith(page, words).count()).toBe(1)
    }
    await end()
  })

  it('stays in sight when what stands above it gets its true height late', async () => {
    const head = await worf.crud('A thread that is drawn slowly.')
    for (let index = 1; index <= 6; index++) await worf.crud(`slow reply ${index}. ${'long '.repeat(40)}`, head)
    const { page, end } = await stage.open({ viewport: { width: 390, height: 700 } })
    await signIn(page, 'ada')
    await page.goto(`/@worf/status/${head.uuid}`)
    await field(page, 'worf').fill('Mine is pushed down.')
    await page.getByRole('button', { name: 'Reply', exact: true }).click()
    await crudWith(page, 'Mine is pushed down.').getByRole('button', { name: 'More' }).waitFor()
    await expect.poll(() => isOnScreen(page, 'Mine is pushed down.')).toBe(true)
    await crudWith(page, 'slow reply 6.').evaluate('above => { above.style.paddingBottom = "150px" }')
    await expect.poll(() => isOnScreen(page, 'Mine is pushed down.')).toBe(true)
    await end()
  })
})

/** Whether the whole crud with these words can be seen, above the bar of a phone. */
async function isOnScreen(page: Page, words: string): Promise<boolean> {
  const box = await crudWith(page, words).boundingBox()
  const bar = await page.getByRole('navigation', { name: 'Main' }).boundingBox()
  if (!(box && bar)) return false
  const foot = bar.y > 300 ? bar.y : (page.viewportSize()?.height ?? 0)
  return box.y >= 0 && box.y + box.height <= foot + 1
}
