import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'

export type Journey = {
  context: BrowserContext
  page: Page
  /** Closes the browser profile. Fails if a page wrote an error or a warning that was not expected. */
  end: (expected?: RegExp) => Promise<void>
}

/**
 * The browser's own line for a reply of status 400 or more: whether such a reply is right is up to the journey. And
 * Playwright's line that it keeps the service worker away.
 */
const unremarkable = /Failed to load resource|^Service Worker registration blocked by Playwright/

/**
 * Opens a fresh browser profile, and collects errors, warnings and dialogs of its pages. It has no service worker unless
 * the options allow one: Playwright could not intercept what passes through it.
 */
export async function openJourney(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<Journey> {
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width: 1280, height: 900 },
    serviceWorkers: 'block',
    ...options,
  })
  const complaints: string[] = []
  context.on('page', (page) => {
    page.on('pageerror', (error) => complaints.push(`error: ${error.message}`))
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`)
      dialog.dismiss()
    })
    page.on('console', (message) => {
      const text = message.text()
      if (['error', 'warning'].includes(message.type()) && !unremarkable.test(text)) complaints.push(`console: ${text}`)
    })
  })
  // Some violations of the Content-Security-Policy are reported to scripts only, not to the console.
  await context.addInitScript(`
    addEventListener('securitypolicyviolation', (event) =>
      console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI))`)
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  return {
    context,
    page,
    end: async (expected = /(?!)/) => {
      await context.close()
      expect(complaints.filter((complaint) => !expected.test(complaint))).toEqual([])
    },
  }
}
