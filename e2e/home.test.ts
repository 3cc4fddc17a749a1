import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signInAndListen } from './live-page.ts'
import { codeFor, composer, createPerson, crudWith, emailOf, type Person, password, signIn } from './people.ts'
import { type Stage, startStage } from './start.ts'

describe('home', () => {
  let stage: Stage
  let worf: Person
  beforeAll(async () => {
    stage = await startStage()
    worf = await createPerson(stage, 'worf', 'Worf')
    await createPerson(stage, 'data', 'Data')
    for (let number = 0; number < 12; number++) await worf.crud(`Crud number ${number}.`)
  })
  afterAll(() => stage.close())

  it('counts what is new without moving, and shows it when asked', async () => {
    const { page, end } = await stage.open()
    await signInAndListen(page, 'data')
    await composer(page).waitFor()
    await page.evaluate('scrollTo(0, 500)')
    await worf.crud('New and short-lived.')
    const burnt = await worf.crud('New and burnt.')
    await page.getByRole('button', { name: '2 new cruds' }).waitFor()
    expect(await page.evaluate('scrollY')).toBe(500)
    expect(await crudWith(page, 'New and').count()).toBe(0)
    await worf.act('DELETE', `/api/activities/${burnt.uuid}`)
    await page.getByRole('button', { name: '1 new crud', exact: true }).click()
    await crudWith(page, 'New and short-lived.').waitFor()
    await expect.poll(() => page.evaluate('scrollY')).toBe(0)
    expect(await crudWith(page, 'New and burnt.').count()).toBe(0)
    await page.getByRole('button', { name: '1 new crud', exact: true }).waitFor({ state: 'detached' })
    await end()
  })

  it('shows what others write as new, and what one writes oneself at once', async () => {
    const { page, end } = await stage.open()
    await signInAndListen(page, 'data')
    await composer(page).fill('Written here.')
    await page.getByRole('button', { name: 'Crud it' }).click()
    await crudWith(page, 'Written here.').getByText(/left/).waitFor()
    await worf.crud('Written by another.')
    await page.getByRole('button', { name: '1 new crud', exact: true }).waitFor()
    await end()
  })

  it('has views with addresses: back works, and the last one is remembered', async () => {
    const { page, end } = await stage.open()
    await signIn(page, 'data')
    await page.getByRole('link', { name: 'Before it’s gone' }).click()
    await page.waitForURL('/?feed=all&sort=expiring')
    const first = page.getByRole('article').first()
    await first.getByText('Crud number 0.').waitFor()
    await page.getByRole('link', { name: 'Following', exact: true }).click()
    await first.getByText('Written here.').waitFor()
    await page.goBack()
    await first.getByText('Crud number 0.').waitFor()
    await page.goto('/')
    await first.getByText('Crud number 0.').waitFor()
    await page.getByRole('link', { name: 'Before it’s gone' }).click()
    await page.waitForURL('/?feed=all&sort=newest')
    await end()
  })

  it('suggests people to who follows nobody, and fills when they are followed', async () => {
    await createPerson(stage, 'troi', 'Troi')
    const { page, end } = await stage.open()
    await signIn(page, 'troi')
    await page.getByRole('link', { name: 'Following', exact: true }).click()
    await page.getByText('Quiet here').waitFor()
    const suggested = page.getByRole('main').getByRole('region', { name: 'People to follow' })
    await suggested.getByRole('button', { name: 'Follow @worf' }).click()
    await suggested.getByRole('button', { name: 'Following @worf' }).waitFor()
    await page.goto('/?feed=following')
    await crudWith(page, 'Crud number 11.').waitFor()
    await end()
  })

  it('invites a visitor who wants to like, and leads back to where they were', async () => {
    const { page, end } = await stage.open()
    await page.goto('/@worf')
    await crudWith(page, 'Crud number 3.').getByRole('button', { name: 'Like' }).click()
    const dialog = page.getByRole('dialog', { name: 'Join to like this' })
    await dialog.getByRole('link', { name: 'Join now' }).click()
    await page.getByLabel('Name').fill('Geordi')
    await page.getByLabel('Handle').fill('geordi')
    await page.getByLabel('E-mail').fill(emailOf('geordi'))
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Join Cruddur' }).click()
    await page.getByLabel('Code').fill(await codeFor(stage, 'geordi'))
    await page.getByRole('button', { name: 'Confirm' }).click()
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL('/@worf')
    await crudWith(page, 'Crud number 3.').getByRole('button', { name: 'Like' }).click()
    await crudWith(page, 'Crud number 3.').getByRole('button', { name: 'Like, 1 like', pressed: true }).waitFor()
    await end()
  })
})
