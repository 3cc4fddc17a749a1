import type { Activity } from '@cruddur/contract/activities'
import { beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible } from './axe.ts'
import { expectFine, visitFine } from './fine.ts'
import { createPerson, crudWith, type Person, signIn } from './people.ts'
import { sharedStage } from './start.ts'

// Axe is slow, and checks every page four times.
describe('axe finds nothing in the social layer', { timeout: 240_000 }, () => {
  const stage = sharedStage()
  let worf: Person
  let data: Person
  let crud: Activity
  beforeAll(async () => {
    worf = await createPerson(stage, 'worf', 'Worf, Son of Mogh')
    data = await createPerson(stage, 'data', 'Data')
    const troi = await createPerson(stage, 'troi', 'Deanna Troi')
    crud = await worf.crud('Today is a good day to crud. #honor')
    const other = await troi.crud('I sense #honor, @worf.')
    for (const person of [data, troi]) {
      await person.act('POST', `/api/activities/${crud.uuid}/like`)
      await person.act('POST', '/api/users/@worf/follow')
    }
    await data.act('POST', `/api/activities/${crud.uuid}/repost`)
    await data.act('POST', `/api/activities/${other.uuid}/repost`)
    await data.crud('A reply.', crud)
    await worf.act('POST', '/api/users/@data/follow')
    const beverly = await createPerson(stage, 'beverly', 'Beverly')
    await worf.act('POST', `/api/users/@${beverly.handle}/block`)
  })

  it('on any page of a visitor', async () => {
    const { page, end } = await stage.open()
    for (const path of [
      '/?feed=all&sort=expiring',
      '/search',
      '/search?term=honor',
      '/search?term=nothing',
      '/search?term=da&in=people',
      '/notifications',
      '/@worf/followers',
      '/@worf/following',
      '/@nobody_here/followers',
      '/settings/muted',
    ]) {
      await visitFine(page, path)
    }
    await page.goto('/@worf')
    await crudWith(page, 'good day').getByRole('button', { name: 'Like' }).click()
    await page.getByRole('dialog').waitFor()
    await expectFine(page, 'the invitation')
    await end()
  })

  it('on any page of a member', async () => {
    const { page, end } = await stage.open()
    await signIn(page, 'worf')
    await page.getByRole('link', { name: /^Notifications \d+ new$/ }).waitFor()
    await expectFine(page, 'the badge')
    await visitFine(page, '/?feed=following&sort=newest')
    await visitFine(page, '/notifications')
    await page.getByText('All quiet').or(page.getByRole('article').first()).waitFor()
    for (const path of ['/@data', '/@beverly', '/settings', '/settings/muted', '/settings/blocked'])
      await visitFine(page, path)
    await end()
  })

  it('in menus and dialogs', async () => {
    const { page, end } = await stage.open()
    await signIn(page, 'worf')
    const open = async (words: string, item?: string) => {
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      await crudWith(page, words).getByRole('button', { name: 'More' }).click()
      const menu = page.getByRole('menu')
      await menu.waitFor()
      // A menu closes when the window changes its size, as `expectFine` does. In the top layer it is in no landmark.
      if (!item) return expectAccessible(page, `the menu of ${words}`, ['region'])
      await menu.getByRole('menuitem', { name: item }).click()
      await page.getByRole('dialog').waitFor()
      await expectFine(page, item)
    }
    await open('good day')
    await open('good day', 'Burn it now')
    await open('good day', 'Make it end sooner')
    await page.getByRole('button', { name: 'Shorten it' }).click()
    await page.getByText('Choose when it should end.').waitFor()
    await expectFine(page, 'a choice that was not made')
    await open('I sense', 'Block @troi')
    await open('I sense', 'Report this crud')
    await page.getByRole('button', { name: 'Send report' }).click()
    await page.getByText('Choose what’s wrong with it.').waitFor()
    await expectFine(page, 'a report without a reason')
    await page.goto('/settings')
    await page.getByRole('button', { name: 'Delete my account' }).click()
    await page.getByRole('button', { name: 'Delete everything' }).click()
    await page.getByText('Type worf to show that you mean it.').waitFor()
    await expectFine(page, 'deleting an account')
    const listening = page.waitForResponse('**/api/stream')
    await page.goto('/')
    await listening
    await crudWith(page, 'good day').waitFor()
    await data.crud('New for everybody.')
    await page.getByRole('button', { name: '1 new crud' }).waitFor()
    await expectFine(page, 'the pill')
    await end()
  })

  it('needs no pointer: a menu is walked and left by keys, and gives the focus back', async () => {
    const { page, end } = await stage.open()
    await signIn(page, 'worf')
    const more = crudWith(page, 'good day').getByRole('button', { name: 'More' })
    await more.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Make it end sooner' }).waitFor()
    const focused = () => page.evaluate('document.activeElement.textContent || document.activeElement.ariaLabel')
    await expect.poll(focused).toBe('Make it end sooner')
    await page.keyboard.press('ArrowDown')
    expect(await focused()).toBe('Burn it now')
    await page.keyboard.press('ArrowDown')
    expect(await focused()).toBe('Make it end sooner')
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Burn it now?' }).waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(focused).toBe('More')
    await page.keyboard.press('Enter')
    await page.getByRole('menu').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('menu').waitFor({ state: 'detached' })
    await expect.poll(focused).toBe('More')
    await page.evaluate('document.activeElement.blur()')
    await page.keyboard.press('j')
    await page.keyboard.press('l')
    await page
      .getByRole('button', { name: /^Like, 1 like/, pressed: true })
      .first()
      .waitFor()
    await end()
  })
})
