import { beforeAll, describe, expect, it } from 'vitest'
import { expectFine } from './fine.ts'
import { composer, createPerson, crudWith, type Person, signIn } from './people.ts'
import { sharedStage } from './start.ts'

describe('moderators', { timeout: 120_000 }, () => {
  const stage = sharedStage({ MODERATORS: 'picard' })
  let worf: Person
  let data: Person
  beforeAll(async () => {
    await createPerson(stage, 'picard', 'Jean-Luc')
    worf = await createPerson(stage, 'worf', 'Worf')
    data = await createPerson(stage, 'data', 'Data')
  })

  const report = async (message: string) => {
    const { uuid } = await worf.crud(message)
    await data.act('POST', `/api/activities/${uuid}/report`, { reason: 'hate', note: 'See for yourself.' })
    return uuid
  }

  it('burn a reported crud and suspend its author, who learns why, and let them take part again', async () => {
    await report('An insult that burns.')
    const moderator = await stage.open()
    await signIn(moderator.page, 'picard')
    await moderator.page.goto('/settings')
    await moderator.page.getByRole('link', { name: 'Open the moderation page' }).click()
    const card = moderator.page.getByRole('article', { name: /Hate.*@worf/ })
    await card.getByText('An insult that burns.').waitFor()
    await card.getByText('See for yourself.').waitFor()
    await expectFine(moderator.page, 'reports')
    await card.getByRole('button', { name: 'Decide…' }).click()
    const dialog = moderator.page.getByRole('dialog')
    await dialog.getByText('This crud').click()
    await dialog.getByText('7 days').click()
    await expectFine(moderator.page, 'the decision')
    await dialog.getByRole('button', { name: 'Decide' }).click()
    await moderator.page.getByRole('heading', { name: 'No open reports' }).waitFor()

    const author = await stage.open()
    await signIn(author.page, 'worf')
    expect(await crudWith(author.page, 'An insult that burns.').count()).toBe(0)
    await composer(author.page).fill('Another one.')
    await author.page.getByRole('button', { name: 'Crud it' }).click()
    await author.page.getByText(/A moderator suspended your account/).waitFor()
    await author.page.goto('/settings')
    await author.page.getByText(/The reason: Hate\./).waitFor()

    await moderator.page.getByRole('link', { name: 'People' }).click()
    await moderator.page.getByLabel('Handle begins with').fill('wor')
    await moderator.page.getByText(/Suspended until/).waitFor()
    await expectFine(moderator.page, 'people')
    await moderator.page.getByRole('button', { name: 'Lift @worf' }).click()
    await moderator.page.getByRole('button', { name: 'Suspend… @worf' }).waitFor()
    await worf.crud('Peace.')
    await moderator.page.getByRole('link', { name: 'Decisions' }).click()
    await moderator.page.getByText('lifted the suspension of @worf').waitFor()
    await expectFine(moderator.page, 'decisions')
    await moderator.end()
    await author.end(/403/)
  })

  it('choose who can sign up, and invite', async () => {
    const { page, end } = await stage.open()
    await signIn(page, 'picard')
    await page.goto('/moderation/sign-up')
    await page.getByText('People with an invitation').click()
    await page.getByText('Saved.').waitFor()
    await page.getByRole('button', { name: 'Make an invitation' }).click()
    const code = page.locator('.invitations code')
    await code.waitFor()
    await expectFine(page, 'the rules of sign-up')
    const invitation = (await code.textContent()) ?? ''

    const visitor = await stage.open()
    await visitor.page.goto('/signup')
    await visitor.page.getByLabel('Name').fill('Guinan')
    await visitor.page.getByLabel('Handle').fill('guinan')
    await visitor.page.getByLabel('E-mail').fill('guinan@example.com')
    await visitor.page.getByLabel('Password', { exact: true }).fill('a bar on deck ten')
    await visitor.page.getByRole('button', { name: 'Join Cruddur' }).click()
    await visitor.page.getByText('That invitation doesn’t work.').waitFor()
    await visitor.page.getByLabel('Invitation code').fill(invitation)
    await visitor.page.getByRole('button', { name: 'Join Cruddur' }).click()
    await visitor.page.waitForURL(/\/confirm/)
    await visitor.end(/422/)

    await page.getByText('Nobody', { exact: true }).click()
    const late = await stage.open()
    await late.page.goto('/signup')
    await late.page.getByText('Nobody can join this server at the moment.').waitFor()
    await late.end()
    await page.getByText('Anybody', { exact: true }).click()
    await end()
  })

  it('are all who see this page', async () => {
    const { page, end } = await stage.open()
    await signIn(page, 'data')
    await page.goto('/moderation')
    await page.getByRole('heading', { name: 'For moderators' }).waitFor()
    await end(/403/)
  })
})
