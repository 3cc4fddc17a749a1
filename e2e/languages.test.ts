import { describe, expect, it } from 'vitest'
import { expectFine } from './fine.ts'
import { sharedStage } from './start.ts'

type Catalogue = { privacy: { heading: string } }

const words = '../apps/web/src/words'

/** The type checker of the tests does not know the browser, for which the catalogues are written. */
const catalogueOf = async (language: string): Promise<Catalogue> =>
  language === 'en'
    ? (await import(`${words}/words.ts`)).words
    : (await import(`${words}/${language}/catalogue.ts`)).catalogue

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' ? Object.values(value ?? {}).flatMap(textsOf) : []
}

describe('a reader of another language', () => {
  const stage = sharedStage()

  it.each([
    ['de', 'ltr'],
    ['ar', 'rtl'],
  ] as const)('%s, %s: a page is in their language and their direction', async (language, direction) => {
    const catalogue = await catalogueOf(language)
    const { context, page, end } = await stage.open()
    await context.addInitScript(`localStorage.setItem('cruddur.language', '${language}')`)
    await page.goto('/privacy')
    await page.getByRole('heading', { level: 1, name: catalogue.privacy.heading }).waitFor()
    expect(await page.evaluate('[document.documentElement.lang, getComputedStyle(document.body).direction]')).toEqual([
      language,
      direction,
    ])
    const shown = (await page.locator('main').innerText()).split('\n').map((line) => line.trim())
    const spoken = new Set(textsOf(catalogue))
    const foreign = new Set(textsOf(await catalogueOf('en')).filter((text) => !spoken.has(text)))
    expect(shown.filter((line) => foreign.has(line))).toEqual([])
    await expectFine(page, `/privacy in ${language}`)
    await end()
  })
})
