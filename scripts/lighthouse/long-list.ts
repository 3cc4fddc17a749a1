import type { Browser, Page } from 'playwright-core'
import { people } from '../demo/people.ts'
import { demoPassword, emailOf } from '../demo/seed.ts'
import type { Demo } from './demo-process.ts'

export type LongList = { cruds: number; tasks: number; longestMs: number }

const length = 1_000
const author = people[0]?.handle ?? ''

/** Publishes cruds, then scrolls through all of them on their author's page, and asks the browser for its long tasks. */
export async function measureLongList(browser: Browser, { origin }: Demo): Promise<LongList> {
  await publish(origin)
  const context = await browser.newContext({ baseURL: origin, viewport: { width: 390, height: 844 }, hasTouch: true })
  const page = await context.newPage()
  await page.goto(`/@${author}`)
  await page.locator('main article').first().waitFor()
  await page.evaluate(observer)
  await scrollToEnd(page)
  const durations = (await page.evaluate('longTasks')) as number[]
  const cruds = await page.locator('main article').count()
  await context.close()
  return { cruds, tasks: durations.length, longestMs: Math.round(Math.max(0, ...durations)) }
}

/** The browser reports tasks of 50 ms and more (Long Tasks API). Those of the first paint are not of the scrolling. */
const observer = `
  globalThis.longTasks = []
  new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration)))
    .observe({ type: 'longtask' })`

/** Scrolls as a wheel does, until the list has all that was published. */
async function scrollToEnd(page: Page): Promise<void> {
  await page.mouse.move(195, 422)
  while ((await page.locator('main article').count()) < length) {
    await page.mouse.wheel(0, 1_500)
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))')
  }
}

async function publish(origin: string): Promise<void> {
  const { access_token: token } = await post(origin, '/api/identity/sign-in', {
    email: emailOf(author),
    password: demoPassword,
  })
  for (let nth = 0; nth < length; nth++) {
    const message = `Crud ${nth} of a long list, with a #tag${nth % 50} and https://example.com/${nth}`
    await post(origin, '/api/activities', { message, ttl: '1-day' }, token)
  }
}

async function post(origin: string, path: string, body: object, token?: string): Promise<{ access_token?: string }> {
  const response = await fetch(new URL(path, origin), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path} answered ${response.status} ${await response.text()}`)
  return (await response.json()) as { access_token?: string }
}
