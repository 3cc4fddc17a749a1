import type { Page } from 'playwright-core'
import { signIn } from './people.ts'

/** Signs somebody in, and waits until their own stream is open. */
export async function signInAndListen(page: Page, handle: string): Promise<void> {
  const opened = page.waitForResponse(
    (response) => response.url().endsWith('/api/stream') && 'authorization' in response.request().headers(),
  )
  await signIn(page, handle)
  await opened
}

/** Waits until a page has loaded its content and its idle chunks. Its stream stays open, so the network is never idle. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    "!document.querySelector('.skeleton') && performance.getEntriesByType('resource').some(({ name }) => name.includes('/assets/shortcuts'))",
  )
}
