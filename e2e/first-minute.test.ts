import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { codeFor, composer, createPerson, crudWith, emailOf, password, signIn } from './people.ts'
import { sharedStage } from './start.ts'

/** The sample on the page, as the page's own script finds it. */
const sample = "document.querySelector('.sample-crud')"

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

/** Counts what a finger does. Typing is not counted, but every tap that leads to it is. */
function finger(page: Page) {
  let taps = 0
  return {
    taps: () => taps,
    async tap(role: 'button' | 'link' | 'textbox', name: string): Promise<void> {
      taps++
      await page.getByRole(role, { name, exact: true }).tap()
    },
    async type(words: string): Promise<void> {
      await page.keyboard.type(words)
    },
  }
}

describe('the first minute', () => {
  const stage = sharedStage()

  it('invites whoever comes first, and says what this is at every width', async () => {
    for (const width of [320, 390, 768, 1280, 1920]) {
      const { page, end } = await stage.open({ viewport: { width, height: 844 } })
      await page.goto('/')
      const look = page.getByRole('region', { name: 'Every post ends.' })
      await look.getByText('erased, everywhere, within a minute').waitFor()
      await page.getByRole('link', { name: 'Join and write the first crud' }).waitFor()
      for (const name of ['Join now', 'How it works']) {
        const box = await look.getByRole('link', { name }).boundingBox()
        expect([width, name, (box?.y ?? 9999) + (box?.height ?? 0) < 784]).toEqual([width, name, true])
      }
      expect(await page.getByText('Every post ends').count()).toBe(1)
      await end()
    }
  }, 60_000)

  it('shows a sample that burns down once, can be paused, and shifts nothing', async () => {
    const { page, end } = await stage.open(phone)
    await page.goto('/')
    await page.getByRole('button', { name: 'Pause' }).tap()
    const left = () => page.evaluate(`getComputedStyle(${sample}).getPropertyValue('--sample-seconds')`)
    const paused = await left()
    await page.getByRole('button', { name: 'Go on' }).tap()
    await expect.poll(left).not.toBe(paused)
    const head = () => page.getByRole('navigation', { name: 'What home shows' }).boundingBox()
    const before = await head()
    // The end of the animation comes now.
    await page.evaluate(`${sample}.getAnimations().forEach((each) => each.finish())`)
    await page.getByRole('button', { name: 'Watch again' }).waitFor()
    await page.getByText('Nobody can bring it back').waitFor()
    expect(await head()).toEqual(before)
    expect(await page.locator('.first-look [aria-live], .first-look [role=status]').count()).toBe(0)
    await end()
  })

  it('leaves the sample standing for people who want no motion', async () => {
    const { page, end } = await stage.open({ ...phone, reducedMotion: 'reduce' })
    await page.goto('/')
    await page.locator('.sample-crud').waitFor()
    expect(await page.evaluate(`${sample}.getAnimations({ subtree: true }).length`)).toBe(0)
    expect(await page.getByRole('button', { name: 'Pause' }).count()).toBe(0)
    await end()
  })

  it('takes at most twelve taps from the first visit to the first crud, and welcomes nobody twice', async () => {
    const { page, end } = await stage.open(phone)
    const troi = await createPerson(stage, 'troi', 'Deanna Troi')
    await troi.crud('I sense that somebody comes.')
    const { tap, type, taps } = finger(page)
    const began = performance.now()
    await page.goto('/')
    await tap('link', 'Join now')
    await tap('textbox', 'Name')
    await type('Worf')
    await tap('textbox', 'Handle')
    await type('@troi')
    await page.getByRole('status').filter({ hasText: '@troi is taken.' }).waitFor()
    await page.keyboard.press('Control+A')
    await type('worf')
    await page.getByRole('status').filter({ hasText: '@worf is free.' }).waitFor()
    await tap('textbox', 'E-mail')
    await type(emailOf('worf'))
    await tap('textbox', 'Password')
    await type(password)
    await tap('button', 'Join Cruddur')
    // The code has the focus already, and is pasted whole, with its space.
    const code = await codeFor(stage, 'worf')
    await expect.poll(() => page.evaluate('document.activeElement.autocomplete')).toBe('one-time-code')
    await type(` ${code.slice(0, 4)} ${code.slice(4)} `)
    await tap('button', 'Confirm')
    await page.getByRole('heading', { name: 'Everything you say here ends' }).waitFor()
    await tap('button', 'Next')
    await page.getByRole('heading', { name: 'This is you' }).waitFor()
    await tap('button', 'Next')
    await page.getByRole('button', { name: 'Follow @troi' }).waitFor()
    await tap('button', 'Next')
    expect(await page.getByRole('combobox', { name: 'Forget after' }).inputValue()).toBe('1-hour')
    await tap('textbox', 'Your crud')
    await type('Today is a good day to begin.')
    await tap('button', 'Crud it')
    await crudWith(page, 'a good day to begin').getByText(/left/).waitFor()
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    console.log(`from the first visit to the first crud: ${taps()} taps, ${seconds} s of this machine, no reading`)
    expect(taps()).toBeLessThanOrEqual(12)
    await page.goto('/welcome')
    await page.getByRole('heading', { name: 'Home' }).waitFor()
    await end()
  }, 60_000)

  it('keeps the lifetime and the face that one chose there, for the composer, for others and in the settings', async () => {
    const { page, end } = await stage.open()
    const riker = await createPerson(stage, 'riker', 'Will Riker')
    await signIn(page, 'riker')
    await page.goto('/welcome')
    await page.getByText('3 hours', { exact: true }).click()
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('textbox', { name: 'Letter' }).fill('🌙')
    await page.getByRole('radio', { name: 'Teal' }).check()
    await page.locator('.welcome-face').getByText('🌙').waitFor()
    await page.getByRole('button', { name: 'Skip all' }).click()
    await composer(page).fill('Red alert')
    await expect.poll(() => page.getByRole('combobox', { name: 'Forget after' }).inputValue()).toBe('3-hours')
    await page.locator('.composer .avatar').getByText('🌙').waitFor()
    await page.goto('/settings')
    await expect.poll(() => page.getByRole('radio', { name: '3 hours' }).isChecked()).toBe(true)
    await expect.poll(() => page.getByRole('radio', { name: 'Teal' }).isChecked()).toBe(true)
    await riker.crud('Who is that?')
    const { page: other, end: endOther } = await stage.open()
    await other.goto('/')
    await crudWith(other, 'Who is that?').getByText('🌙').waitFor()
    await endOther()
    const letter = page.getByRole('textbox', { name: 'Letter' })
    await letter.fill('ab')
    await page.getByText('Choose one letter, digit or emoji.').waitFor()
    await letter.fill('')
    await page.getByRole('radio', { name: 'The colour of your handle' }).check()
    await page.locator('.nav-self .avatar').getByText('R', { exact: true }).waitFor()
    await end()
  })
})
