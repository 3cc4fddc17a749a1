import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseConfig } from './config.ts'
import { ConfigError } from './config-error.ts'
import { settings } from './settings.ts'

describe('whatever a setting holds', () => {
  const secret = 'hunter2-correct-horse'
  const name = fc.constantFrom(...Object.keys(settings))
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string().map((part) => `postgresql://ada:${secret}@${part}`),
    fc.string().map((part) => `smtp://ada:${secret}@${part}`),
    fc.string().map((part) => `https://${part}`),
    fc.webUrl(),
    fc.ipV6(),
    fc.nat().map(String),
    fc.constantFrom('__proto__', '0', '%00', '$PATH', '../../etc/passwd', 'a'.repeat(100_000)),
  )

  it('it is understood or refused with a line, never a crash, and no line repeats a secret', () => {
    fc.assert(
      fc.property(name, text, (name, text) => {
        try {
          parseConfig({ [name]: text })
        } catch (error) {
          if (!(error instanceof ConfigError)) throw error
          expect(error.problems.length).toBeGreaterThan(0)
          for (const { problem } of error.problems) expect(problem).toMatch(/^[^\n\r]{10,250}$/)
          if (/_URL$/.test(name)) expect(error.message).not.toContain(secret)
        }
      }),
      { numRuns: 10_000 },
    )
  })
})
