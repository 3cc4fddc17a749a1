import { expect, it } from 'vitest'
import { occupiedPort, refusalOf } from './testing/refused-start.ts'
import { makeTempDir } from './testing/server-process.ts'

it('a server refuses a database that never answers, within 12 s', async () => {
  const env = { CONNECTION_URL: `postgresql://ada:hunter2@127.0.0.1:${await occupiedPort()}/cruddur` }
  const { line, tookMs } = await refusalOf({ env: { ...env, DATA_DIR: makeTempDir() } })
  expect(line).toMatch(/^cruddur: CONNECTION_URL: cruddur on 127\.0\.0\.1:\d+ does not answer$/)
  expect(tookMs).toBeLessThan(12_000)
})
