import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPerson, crudWith, type Person, signIn } from './people.ts'
import { type Stage, startStage } from './start.ts'

describe('search', () => {
  let stage: Stage
  let worf: Person
  beforeAll(async () => {
    stage = await startStage()
    worf = await createPerson(stage, 'worf', 'Worf, Son of Mogh')
    const data = await createPerson(stage, 'data', 'Data')
    await worf.crud('Prune juice is a warrior’s drink. #drinks')
    await data.crud('Tea, Earl Grey, hot. #drinks')
  })
  afterAll(() => stage.close())

  it('finds cruds and people from anywhere by one key, and says it in the address', async () => {
    const { page, end } = await stage.open()
    await page.goto('/about')
    await page.getByRole('searchbox').waitFor()
    await expect
      .poll(() =>
        page.evaluate("performance.getEntriesByType('resource').some(({ name }) => name.includes('shortcuts'))"),
      )
      .toBe(true)
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

  it('is where a hashtag leads, and what others talk of', async () => {
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

  it('any text is a search', async () => {
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

  it('a like on what was found is a like everywhere', async () => {
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
