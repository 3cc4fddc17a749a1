import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible } from './axe.ts'
import { createPerson, signIn } from './people.ts'
import { sharedStage } from './start.ts'

const words = '../apps/web/src/words'

/** The type checker of the tests does not know the browser, for which the catalogues are written. */
const catalogueOf = async (language: string): Promise<object> =>
  language === 'en'
    ? (await import(`${words}/words.ts`)).words
    : (await import(`${words}/${language}/catalogue.ts`)).catalogue

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' ? Object.values(value ?? {}).flatMap(textsOf) : []
}

/** All that a page says, to the eye and to screen readers. */
const said = `[...document.querySelectorAll('title, body, body *:not(script, style, noscript)')].flatMap((element) => [
  [...element.childNodes].map((node) => (node.nodeType === Node.TEXT_NODE ? node.data : '')).join('').trim(),
  ...['aria-label', 'title', 'placeholder', 'alt'].map((name) => element.getAttribute(name) ?? ''),
]).filter((text) => text !== '')`

/** Letters that stay Latin in Arabic: handles, tags, addresses, names of products and keys, hashes, commands, the letter of a face. */
const latin =
  /npx \S+|\b[0-9a-f]{40,64}\b|[@#][\w-]+|https?:\S+|[\w.]+@[\w.]+|from:|\b(?:Cruddur|Amazon|Cognito|JavaScript|JSON|scrypt|PostgreSQL|SSD|Chrom\w*|Linux|iPhone|iPad|localhost|English|Deutsch|Enter|Shift|Ctrl|Emoji|[a-z])\b/gi

async function expectNoEnglish(page: Page, language: string, where: string): Promise<void> {
  const texts = await page.evaluate<string[]>(said)
  const spoken = new Set(textsOf(await catalogueOf(language)))
  const foreign = new Set(textsOf(await catalogueOf('en')).filter((text) => !spoken.has(text)))
  const isForeign = (text: string) =>
    foreign.has(text) || (language === 'ar' && /\p{Script=Latin}{2}/u.test(text.replace(latin, '')))
  expect(texts.filter(isForeign), `${where} in ${language}`).toEqual([])
}

async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.locator('h1').filter({ visible: true }).first().waitFor()
  await expect.poll(() => page.locator('.skeleton').count()).toBe(0)
}

async function expectNoScroll(page: Page, where: string): Promise<void> {
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
    expect(overflow, `${where} is wider than ${width} px`).toBeLessThanOrEqual(0)
  }
}

describe('a reader of another language', { timeout: 240_000 }, () => {
  const stage = sharedStage({ MODERATORS: 'worf' })
  let status: string
  beforeAll(async () => {
    const worf = await createPerson(stage, 'worf', 'وورف')
    const ada = await createPerson(stage, 'ada', 'آدا')
    const crud = await worf.crud('مرحبا #bombs')
    await ada.crud('أهلا', crud)
    await ada.act('POST', `/api/activities/${crud.uuid}/like`)
    await ada.act('POST', '/api/users/@worf/follow')
    await ada.act('POST', '/api/messages', { handle: 'worf', message: 'سلام' })
    status = `/@worf/status/${crud.uuid}`
  })

  it.each([
    ['de', 'ltr'],
    ['ar', 'rtl'],
  ] as const)('%s, %s: finds no English as a visitor, and nothing sticks out', async (language, direction) => {
    const { page, end } = await stage.open({ locale: language })
    await visit(page, '/')
    expect(await page.evaluate('[document.documentElement.lang, getComputedStyle(document.body).direction]')).toEqual([
      language,
      direction,
    ])
    for (const path of [
      '/',
      '/?sort=expiring',
      '/@worf',
      '/@worf/followers',
      status,
      '/search',
      '/search?term=ققق',
      '/search?term=ققق&in=people',
      '/signin',
      '/signup',
      '/forgot',
      '/confirm',
      '/settings',
      '/about',
      '/terms',
      '/privacy',
      '/proof',
      '/nowhere',
      '/@nobody_at_all',
      '/notifications',
    ]) {
      await visit(page, path)
      await expectNoEnglish(page, language, path)
      await expectNoScroll(page, path)
      if (direction === 'rtl') await expectAccessible(page, path)
    }
    await end()
  })

  it.each(['de', 'ar'])('%s: finds no English as a member', async (language) => {
    const { page, end } = await stage.open()
    await signIn(page, 'worf')
    await page.evaluate(`localStorage.setItem('cruddur.language', '${language}')`)
    for (const path of [
      '/',
      '/?feed=following',
      '/@worf',
      status,
      '/notifications',
      '/messages',
      '/messages/new',
      '/messages/new/ada',
      '/settings',
      '/settings/muted',
      '/settings/blocked',
      '/moderation',
      '/welcome',
    ]) {
      await visit(page, path)
      await expectNoEnglish(page, language, path)
      await expectNoScroll(page, path)
    }
    await visit(page, '/@worf')
    await page.locator('.profile-actions button').click()
    await page.getByRole('dialog').waitFor()
    await expectNoEnglish(page, language, 'the profile form')
    await end()
  })

  it('chooses at the foot of a page, by its own name, and is remembered', async () => {
    const { page, end } = await stage.open({ locale: 'de-AT', viewport: { width: 390, height: 844 } })
    await page.goto('/about')
    await page.getByRole('heading', { level: 1, name: 'So funktioniert das Vergessen' }).waitFor()
    await page.getByRole('button', { name: 'العربية' }).click()
    await page.getByRole('heading', { level: 1, name: 'كيف يعمل النسيان' }).waitFor()
    await page.goto('/terms')
    await page.getByRole('heading', { level: 1, name: 'الشروط' }).waitFor()
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { level: 1, name: 'Terms' }).waitFor()
    await end()
  })
})
