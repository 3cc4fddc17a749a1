import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestDatabase } from '@cruddur/storage/test-database'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, inject } from 'vitest'
import { parseConfig } from '../apps/api/src/config/config.ts'
import { findFreePort } from '../apps/api/src/config/listening.ts'
import { startServer } from '../apps/api/src/server.ts'
import { buildWebWhenStale } from '../scripts/build-web.ts'
import { launchChromium } from './chromium.ts'
import { type Journey, openJourney } from './journey.ts'

export type Stage = Awaited<ReturnType<typeof startStage>>

/** Journeys make many people in a minute, all from one address. */
const generous = Object.fromEntries(
  ['ADDRESS', 'PERSON', 'SIGN_UP', 'SIGN_IN_ADDRESS', 'CODE_ADDRESS', 'LETTER_ADDRESS'].map((name) => [
    `RATE_LIMIT_${name}`,
    '100000/1min',
  ]),
)

/**
 * The whole product, as `npm start` serves it, on a database of its own, and a browser to visit it with.
 *
 * @param settings what differs from the defaults, as in the environment
 */
export async function startStage(settings: Record<string, string> = {}) {
  await buildWebWhenStale()
  const dataDir = await mkdtemp(join(tmpdir(), 'cruddur-e2e-'))
  const database = await createTestDatabase(inject('postgresUrl'))
  const port = String(await findFreePort('127.0.0.1'))
  const config = parseConfig({
    ...generous,
    DATA_DIR: dataDir,
    CONNECTION_URL: database.connectionUrl,
    PORT: port,
    LOG_LEVEL: 'error',
    ...settings,
  })
  const server = await startServer(config)
  const browser: Browser = await launchChromium()
  return {
    origin: server.address,
    db: database.db,
    /** The ring with which the server seals words. */
    keys: server.keys,
    outbox: join(dataDir, 'outbox'),
    /** Opens a new browser profile. */
    open: (options?: Parameters<typeof openJourney>[2]): Promise<Journey> =>
      openJourney(browser, server.address, options),
    close: async () => {
      await browser.close()
      await server.close()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/**
 * Starts a stage before the journeys of the surrounding block and closes it after them. Until then the object that it
 * returns is empty: use it in tests and hooks only.
 */
export function sharedStage(settings: Record<string, string> = {}): Stage {
  const stage = {} as Stage
  beforeAll(async () => {
    Object.assign(stage, await startStage(settings))
  })
  afterAll(() => stage.close?.())
  return stage
}
