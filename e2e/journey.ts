import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'

export type Journey = {
  context: BrowserContext
  page: Page
  /** Ends the journey; fails when any page of it complained, unless the complaint was expected. */
  end: (expected?: RegExp) => Promise<void>
}

/** What a browser says to the console when an answer was an error: whether that is right, the journey tells. */
const answers = /Failed to load resource/

/** Opens a browser profile that nobody used before, and listens for everything that a page should never say. */
export async function openJourney(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<Journey> {
  const context = await browser.newContext({ baseURL: origin, viewport: { width: 1280, height: 900 }, ...options })
  const complaints: string[] = []
  context.on('page', (page) => {
    page.on('pageerror', (error) => complaints.push(`error: ${error.message}`))
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`)
      dialog.dismiss()
    })
    page.on('console', (message) => {
      const text = message.text()
      if (['error', 'warning'].includes(message.type()) && !answers.test(text)) complaints.push(`console: ${text}`)
    })
  })
  // A violation of the policy that is only reported to scripts would not show in the console.
  await context.addInitScript(`
    addEventListener('securitypolicyviolation', (event) =>
      console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI))`)
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  return {
    context,
    page,
    end: async (expected = /(?!)/) => {
      await context.close()
      expect(complaints.filter((complaint) => !expected.test(complaint))).toEqual([])
    },
  }
}
