import { beforeAll, describe, expect, it } from 'vitest'
import { waitForChunk } from './live-page.ts'
import { createPerson, crudWith, type Person, signIn } from './people.ts'
import { sharedStage } from './start.ts'

describe('search', () => {
  const stage = sharedStage()
  let worf: Person
  beforeAll(async () => {
    worf = await createPerson(stage, 'worf', 'Worf, Son of Mogh')
    const data = await createPerson(stage, 'data', 'Data')
    await worf.crud('Prune juice is a warrior’s drink. #drinks')
    await data.crud('Tea, Earl Grey, hot. #drinks')
  })

  it('opens by one key on any page, finds cruds and people, and has an address', async () => {
    const { page, end } = await stage.open()
    await page.goto('/about')
    await page.getByRole('searchbox').waitFor()
    await waitForChunk(page, 'shortcuts')
    await page.keyboard.press('/')
    await page.keyboard.type('from:@worf jui')
    await page.keyboard.press('Enter')
    await page.waitForURL('/search?term=from%3A%40worf+jui')
    await crudWith(page, 'Prune juice').waitFor()
    expect(await page.getByRole('article').count()).toBe(1)
    expect(await page.title()).toBe('from:@worf jui · Search · Cruddur')
    await page.getByRole('searchbox').fill('mogh')
    await page.getByRole('searchbox').press('Enter')
    await page.getByText('No results').waitFor()
    await page.getByRole('link', { name: 'People', exact: true }).click()
    await page.getByRole('list', { name: 'People found for mogh' }).getByRole('link', { name: /Worf/ }).waitFor()
    await page.goBack()
    await page.goBack()
    await crudWith(page, 'Prune juice').waitFor()
    expect(await page.getByRole('searchbox').inputValue()).toBe('from:@worf jui')
    await end()
  })

  it('is where hashtags and trends lead', async () => {
    const { page, end } = await stage.open()
    await page.goto('/')
    await crudWith(page, 'Prune juice').getByRole('link', { name: '#drinks' }).click()
    await page.waitForURL('/search?term=%23drinks')
    await crudWith(page, 'Earl Grey').waitFor()
    expect(await page.getByRole('article').count()).toBe(2)
    await page.goto('/')
    const trends = page.getByRole('region', { name: 'Live now' })
    await trends.getByRole('link', { name: /#drinks/ }).click()
    await crudWith(page, 'Prune juice').waitFor()
    await end()
  })

  it('suggests searches that find somebody and something, as long as there is anything', async () => {
    const { page, end } = await stage.open()
    await page.goto('/search')
    const tips = page.getByRole('region', { name: 'Search tips' })
    await tips.getByRole('link', { name: 'from:@data' }).click()
    await crudWith(page, 'Earl Grey').waitFor()
    await page.goBack()
    await tips.getByRole('link', { name: '#drinks' }).click()
    await crudWith(page, 'Prune juice').waitFor()
    await end()
  })

  it('takes any text', async () => {
    const { page, end } = await stage.open()
    await page.goto('/search')
    const box = page.getByRole('searchbox')
    for (const hostile of ['"', "'; drop table activities; --", '<script>alert(1)</script>', '((((', '-', '%', '\\']) {
      await box.fill(hostile)
      await box.press('Enter')
      await page.waitForURL((url) => url.searchParams.get('term') === hostile)
      await page
        .getByRole('region', { name: /^Cruds found/ })
        .or(page.getByText('No results'))
        .first()
        .waitFor()
      expect(await page.getByRole('alert').filter({ hasText: /./ }).count()).toBe(0)
    }
    await end()
  })

  it('a like on a found crud shows everywhere', async () => {
    const { page, end } = await stage.open()
    await signIn(page, 'data')
    await page.getByRole('searchbox').fill('prune')
    await page.getByRole('searchbox').press('Enter')
    await crudWith(page, 'Prune juice').getByRole('button', { name: 'Like' }).click()
    await page.getByRole('link', { name: 'Home', exact: true }).click()
    await crudWith(page, 'Prune juice').getByRole('button', { name: 'Like, 1 like', pressed: true }).waitFor()
    await end()
  })
})
