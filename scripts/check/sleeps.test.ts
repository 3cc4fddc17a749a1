import { expect, it } from 'vitest'
import { findSleeps } from './sleeps.ts'

it.each([
  'await page.waitForTimeout(100)',
  'await new Promise((resolve) => setTimeout(resolve, 5))',
  'await new Promise<void>((done) => {\n  setTimeout(done, 5)\n})',
  "import { setTimeout as sleep } from 'node:timers/promises'",
  "import {\n  setImmediate,\n  setTimeout,\n} from 'node:timers/promises'",
  'await sql`select pg_sleep(0.06)`.execute(db)',
])('a sleep in a test is refused, with its line: %s', (text) => {
  for (const path of [
    'e2e/a.ts',
    'packages/a/src/a.test.ts',
    'apps/api/src/process-tests/a.ts',
    'apps/web/src/a.test.tsx',
  ]) {
    expect(findSleeps([{ path, text: `\n\n${text}` }])).toEqual([`${path}:3 sleeps: wait for the condition instead`])
  }
})

it.each([
  'await expect.poll(() => count).toBe(3)',
  'setTimeout(() => request.socket.destroy(), 20)',
  'const nextTurn = () => new Promise((done) => setTimeout(done))',
])('a condition, a timer that does something, and the next turn are accepted: %s', (text) => {
  expect(findSleeps([{ path: 'e2e/a.test.ts', text }])).toEqual([])
})

it('code outside of tests may sleep', () => {
  expect(
    findSleeps([{ path: 'apps/site-sync/src/a.ts', text: "import { setTimeout } from 'node:timers/promises'" }]),
  ).toEqual([])
})
