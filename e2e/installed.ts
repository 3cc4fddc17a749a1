import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Waits until the service worker answers for the page. */
export async function waitForWorker(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate('navigator.serviceWorker.controller?.state'), { timeout: 30_000 })
    .toBe('activated')
}

/**
 * Lets a newer worker take the place of the one before, and waits for it. The one before has to have nothing to do, and Chromium then ends it.
 * While DevTools look on, as they do in tests, it keeps it, or ends it in the midst of a request for a page, which then never comes.
 */
export async function letNewWorkerStart(page: Page): Promise<void> {
  const devTools = await page.context().newCDPSession(page)
  await devTools.send('ServiceWorker.enable')
  const workers = `navigator.serviceWorker.getRegistration().then(({ active, waiting, installing }) =>
    [active, waiting, installing].map((worker) => worker?.state ?? 'none').join())`
  await expect.poll(() => page.evaluate(workers)).toMatch(/^activated,(none|installed),none$/)
  await devTools.send('ServiceWorker.stopAllWorkers')
  await expect.poll(() => page.evaluate(workers)).toBe('activated,none,none')
  await devTools.detach()
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
