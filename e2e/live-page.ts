import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { signIn } from './people.ts'

/** Signs somebody in, and waits until their own stream is open. */
export async function signInAndListen(page: Page, handle: string): Promise<void> {
  const opened = page.waitForResponse(
    (response) => response.url().endsWith('/api/stream') && 'authorization' in response.request().headers(),
  )
  await signIn(page, handle)
  await opened
}

/** Waits until the page has loaded a chunk of code whose name begins so. */
export async function waitForChunk(page: Page, name: string): Promise<void> {
  const loaded = `performance.getEntriesByType('resource').some(({ name }) => name.includes('/assets/${name}'))`
  // Not `page.waitForFunction`: the Content-Security-Policy forbids it to evaluate a text a second time.
  await expect.poll(() => page.evaluate(loaded)).toBe(true)
}

/** Waits until a page has loaded its content and its idle chunks. Its stream stays open, so the network is never idle. */
export async function settled(page: Page): Promise<void> {
  await expect.poll(() => page.locator('.skeleton').count()).toBe(0)
  await waitForChunk(page, 'shortcuts')
}

/** Waits until replies carry a position of the stream that is later than all that was written before. It may be two seconds old. */
export async function passPosition(origin: string): Promise<void> {
  const position = async () => (await fetch(`${origin}/api/activities/home?limit=1`)).headers.get('stream-position')
  const before = await position()
  await expect.poll(position).not.toBe(before)
}
