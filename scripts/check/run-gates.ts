import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkout, type Gate } from './gate.ts'

/**
 * Runs all gates, so that one round shows everything there is to mend, and leaves a report in `.reports`.
 *
 * @returns whether all passed
 */
export async function runGates(report: string, gates: Gate[]): Promise<boolean> {
  const results: { name: string; passed: boolean; skipped?: true }[] = []
  for (const { name, check } of gates) {
    const { passed, words, skipped } = await check().catch((error: Error) => ({
      passed: false,
      words: error.message,
      skipped: undefined,
    }))
    results.push({ name, passed, ...(skipped ? { skipped } : {}) })
    console.log(`${skipped ? 'absent' : passed ? 'ok    ' : 'FAILED'}  ${name}`)
    if (words && (!passed || !words.includes('\n'))) console.log(words.replace(/^/gm, '        '))
  }
  mkdirSync(join(checkout, '.reports'), { recursive: true })
  writeFileSync(join(checkout, `.reports/${report}.json`), JSON.stringify(results, null, 2))
  return results.every(({ passed, skipped }) => passed || skipped)
}
