import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parseConfig } from '../apps/api/src/config/config.ts'
import { parseEnvFile } from '../apps/api/src/config/env-file.ts'
import { envExample } from './env-example.ts'

it('.env.example lists every setting as it is: `node scripts/env-example.ts` writes it anew', () => {
  const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8')
  expect(text).toBe(envExample())
})

it('uncommented, .env.example is a valid .env that changes nothing', () => {
  const uncommented = parseEnvFile(envExample().replace(/^#([A-Z_]+=)/gm, '$1'))
  expect(Object.keys(uncommented).length).toBeGreaterThan(20)
  expect(parseConfig({}, uncommented)).toEqual(parseConfig({}))
})
