import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { expectAccessible } from './axe.ts'

const settings = (['dark', 'light'] as const).flatMap((colorScheme) =>
  [1280, 390].map((width) => ({ colorScheme, width })),
)

/** Checks the page, as it is now, in both themes and at the widths of a desk and a phone. */
export async function expectFine(page: Page, what: string): Promise<void> {
  const size = page.viewportSize()
  // The heading stays at the top of the window: what it half covers in a page that is scrolled looks like too small a target.
  await page.evaluate('scrollTo(0, 0)')
  for (const { colorScheme, width } of settings) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 844 })
    // The page draws its sidebar, or takes it away, in the frame after the new size.
    await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))')
    const where = `${what} in ${colorScheme} at ${width} px`
    await expectAccessible(page, where)
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
    expect(overflow, `${where} is wider than the screen`).toBeLessThanOrEqual(0)
  }
  if (size) await page.setViewportSize(size)
}

/** Opens a page, waits until it has no placeholders, and checks it. */
export async function visitFine(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await expect.poll(() => page.locator('.skeleton').count()).toBe(0)
  await expectFine(page, path)
}
