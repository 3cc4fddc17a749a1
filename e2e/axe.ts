import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Finding = { id: string; help: string; nodes: { html: string; failureSummary: string }[] }

/**
 * Checks the page, as it is now, by every rule of axe: WCAG 2.2 AA and good practice.
 *
 * @param what the name of the page in the message of a failure
 * @param except ids of rules that do not apply
 */
export async function expectAccessible(page: Page, what: string, except: string[] = []): Promise<void> {
  // A page that was checked before has axe already: parsing its half a megabyte again would take longer than the check.
  if (!(await page.evaluate('Boolean(globalThis.axe)'))) await page.evaluate(source)
  const rules = {
    'target-size': { enabled: true },
    ...Object.fromEntries(except.map((id) => [id, { enabled: false }])),
  }
  const options = JSON.stringify({ resultTypes: ['violations'], rules })
  const { violations } = await page.evaluate<{ violations: Finding[] }>(`axe.run(document, ${options})`)
  const words = violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => node.html).join('\n')}`)
  expect(words, what).toEqual([])
}
