import type { Browser, Page } from 'playwright-core'
import { people } from '../demo/people.ts'
import { demoPassword, emailOf } from '../demo/seed.ts'
import type { Demo } from './demo-process.ts'
import { traceTasks } from './trace-tasks.ts'

export type LongList = { cruds: number; longTasks: number; longestMs: number }

const length = 1_000
const author = people[0]?.handle ?? ''

/**
 * Publishes cruds, then scrolls through all of them on their author's page, and finds the tasks of the page's main thread
 * in the browser's own trace.
 *
 * @param limitMs what is longer is a long task
 */
export async function measureLongList(browser: Browser, { origin }: Demo, limitMs: number): Promise<LongList> {
  await publish(origin)
  const context = await browser.newContext({ baseURL: origin, viewport: { width: 390, height: 844 }, hasTouch: true })
  const page = await context.newPage()
  await page.goto(`/@${author}`)
  await page.locator('main article').first().waitFor()
  const tasksMs = await traceTasks(browser, page, () => scrollToEnd(page))
  const cruds = await countCruds(page)
  await context.close()
  return {
    cruds,
    longTasks: tasksMs.filter((ms) => ms > limitMs).length,
    longestMs: Math.round(Math.max(0, ...tasksMs)),
  }
}

/** Scrolls as a wheel does, until the list has all that was published. */
async function scrollToEnd(page: Page): Promise<void> {
  await page.mouse.move(195, 422)
  while ((await countCruds(page)) < length) {
    await page.mouse.wheel(0, 1_500)
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))')
  }
}

/** By a collection that the browser keeps: to look for them anew each time would be a task of its own. */
function countCruds(page: Page): Promise<number> {
  return page.evaluate('document.getElementsByTagName("article").length')
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
