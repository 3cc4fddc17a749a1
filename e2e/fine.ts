import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { expectAccessible } from './axe.ts'

const settings = (['dark', 'light'] as const).flatMap((colorScheme) =>
  [1280, 390].map((width) => ({ colorScheme, width })),
)

/** Looks at the page as it stands, by day and by night, on a desk and on a phone: only styles tell them apart. */
export const expectFine = async (page: Page, what: string): Promise<void> => {
  for (const { colorScheme, width } of settings) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 844 })
    const where = `${what} in ${colorScheme} at ${width} px`
    await expectAccessible(page, where)
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
    expect(overflow, `${where} is wider than the screen`).toBeLessThanOrEqual(0)
  }
}
