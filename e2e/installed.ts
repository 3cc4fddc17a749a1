import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Waits until the service worker answers for the page. */
export async function waitForWorker(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate('navigator.serviceWorker.controller?.state'), { timeout: 30_000 })
    .toBe('activated')
}

/**
 * Waits until a newer worker has taken the place of the one before. That takes a moment or, if the one before had just been started for a
 * request, until it has had nothing to do for 30 s. While DevTools look on, as they do in tests, Chromium may end the one before
 * in the midst of a request for a page, which then never comes.
 */
export async function waitForNewWorker(page: Page): Promise<void> {
  const workers = `navigator.serviceWorker.getRegistration().then(({ active, waiting, installing }) =>
    [active, waiting, installing].map((worker) => worker?.state ?? 'none').join())`
  await expect.poll(() => page.evaluate(workers), { timeout: 100_000 }).toBe('activated,none,none')
}

export type Kept = {
  /** The addresses in Cache Storage, without the origin. */
  paths: string[]
  /** The names of databases in IndexedDB. */
  databases: string[]
  /** The texts of the cached replies, and what stands in local and session storage. */
  text: string
}

/** Everything that this browser profile keeps of the site. */
export async function keptOnDevice(page: Page): Promise<Kept> {
  return page.evaluate(`(async () => {
    const files = []
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        const reply = await cache.match(request, { ignoreVary: true })
        files.push({ path: request.url.slice(location.origin.length), text: await reply.text() })
      }
    }
    const stored = [localStorage, sessionStorage].map((storage) => JSON.stringify(storage))
    return {
      paths: files.map(({ path }) => path),
      databases: (await indexedDB.databases()).map(({ name }) => name),
      text: [...files.map(({ text }) => text), ...stored].join('\\n'),
    }
  })()`)
}
