import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '../e2e/chromium.ts'
import { people } from './demo/people.ts'
import { demoPassword, emailOf } from './demo/seed.ts'

// Takes the picture in the README, from a running `npm run demo`:
//   node scripts/screenshot.ts [address of the demo]
// or takes every main page in both themes at three widths, to compare before and after a change of style:
//   node scripts/screenshot.ts <address> <folder>

const [address = 'http://127.0.0.1:4567', folder] = process.argv.slice(2)
const handle = people[0]?.handle ?? ''

type View = { width: number; height: number; colorScheme: 'dark' | 'light' }

/** Waits until the page has no placeholders. Its stream stays open, so the network is never idle. */
const settled = async (page: Page): Promise<void> => {
  await page.locator('main h1').first().waitFor()
  await page.locator('main').locator('[aria-busy=true], .skeleton').first().waitFor({ state: 'detached' })
  await page.waitForTimeout(500)
}

/** Opens a page, signed in. */
const open = async (browser: Browser, { width, height, colorScheme }: View) => {
  const context = await browser.newContext({
    baseURL: address,
    viewport: { width, height },
    colorScheme,
    reducedMotion: 'reduce',
    deviceScaleFactor: 1.5,
  })
  const page = await context.newPage()
  await page.goto('/signin')
  await page.getByLabel('E-mail').fill(emailOf(handle))
  await page.getByLabel('Password').fill(demoPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('article').first().waitFor()
  // No hover effects, no loading state.
  await page.mouse.move(0, 0)
  await settled(page)
  return page
}

const takeForReadme = async (browser: Browser): Promise<void> => {
  const page = await open(browser, { width: 1280, height: 860, colorScheme: 'dark' })
  await page.screenshot({ path: resolve(import.meta.dirname, '../docs/screenshot.png') })
}

const takeAll = async (browser: Browser, into: string): Promise<void> => {
  mkdirSync(into, { recursive: true })
  for (const colorScheme of ['dark', 'light'] as const) {
    for (const width of [390, 768, 1280]) {
      const page = await open(browser, { width, height: 860, colorScheme })
      const thread = await page.getByRole('article').first().getAttribute('data-crud')
      const paths = ['/', `/@${handle}`, thread ?? '/', '/search', '/notifications', '/messages', '/settings', '/about']
      for (const path of paths) {
        await page.goto(path)
        await settled(page)
        const name = path.replaceAll(/[^a-z]+/gi, '-').slice(0, 24)
        await page.screenshot({ path: join(into, `${width}-${colorScheme}${name}.png`) })
      }
      await page.context().close()
    }
  }
}

const browser = await launchChromium()
await (folder ? takeAll(browser, folder) : takeForReadme(browser))
await browser.close()
