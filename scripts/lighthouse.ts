import { findFreePort } from '../apps/api/src/config/listening.ts'
import { launchChromium } from '../e2e/chromium.ts'
import { installApart } from './install-apart.ts'
import { type Demo, startDemo } from './lighthouse/demo-process.ts'
import { measureLongList } from './lighthouse/long-list.ts'
import { loadLighthouse } from './lighthouse/measure-page.ts'
import { findMisses, reachOf, tableOf } from './lighthouse/reach.ts'

// `npm run lighthouse`: measures home, a status page and a profile of a seeded server as Lighthouse does for phones, and a
// long list. Prints the figures, and exits with 1 if one is out of reach. Scores of speed depend on the machine and on what
// else it does, so this is no part of `npm test`.
//   npm run lighthouse -- http://127.0.0.1:4567     measures the pages of a server that runs already

const [given] = process.argv.slice(2)
const folder = installApart('lighthouse', 'Lighthouse (180 MB, half a minute, once)')
const port = await findFreePort('127.0.0.1')
const browser = await launchChromium([`--remote-debugging-port=${port}`])
let demo: Demo | null = null
try {
  if (!given) demo = await startDemo()
  const origin = given ?? demo?.origin ?? ''
  const measure = await loadLighthouse(folder, port)
  const pages = []
  for (const page of await pagesOf(origin)) pages.push(await measure(page.name, new URL(page.path, origin)))
  console.log(tableOf(pages))
  const list = demo && (await measureLongList(browser, demo, reachOf.longTaskMs))
  if (list) {
    console.log(
      `${list.cruds} cruds in one list, scrolled through at 390 px: ${list.longTasks} tasks took longer than ${reachOf.longTaskMs} ms, the longest ${list.longestMs} ms`,
    )
  }
  const misses = findMisses(pages, list)
  for (const miss of misses) console.error(`Out of reach: ${miss}`)
  process.exitCode = misses.length > 0 ? 1 : 0
} finally {
  await browser.close()
  await demo?.stop()
}

/** Home, the status page of the first crud there, and its author's profile. */
async function pagesOf(origin: string): Promise<{ name: string; path: string }[]> {
  const response = await fetch(new URL('/api/activities/home', origin))
  const [first] = (await response.json()) as { uuid: string; handle: string }[]
  if (!first) throw new Error(`${origin} has no crud to measure a page of`)
  return [
    { name: 'home', path: '/' },
    { name: 'status', path: `/@${first.handle}/status/${first.uuid}` },
    { name: 'profile', path: `/@${first.handle}` },
  ]
}
