import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { UserPool } from '@cruddur/aws-emulators/user-pool'
import { createTestDatabase } from '@cruddur/storage/test-database'
import { pino } from 'pino'
import { inject } from 'vitest'
import { parseConfig } from '../../../../config/config.ts'
import type { UserPool as PoolSettings } from '../../../../config/identity-provider.ts'
import type { Email } from '../../../../mail/mail.ts'
import { startAppWith } from '../../testing/identity-app.ts'
import { createCognitoIdentity } from '../cognito-identity.ts'

/** The settings that name a pool of an emulator. */
export const settingsOf = ({ endpoint, region, userPoolId, userPoolClientId, jwksUrl }: UserPool) => ({
  AWS_COGNITO_USER_POOL_ID: userPoolId,
  AWS_COGNITO_USER_POOL_CLIENT_ID: userPoolClientId,
  AWS_DEFAULT_REGION: region,
  AWS_ENDPOINT_URL: endpoint,
  AWS_COGNITO_JWKS_URL: jwksUrl,
})

/** The SDK takes credentials from the environment. */
export function useEmulatorCredentials(): void {
  process.env['AWS_ACCESS_KEY_ID'] = 'test'
  process.env['AWS_SECRET_ACCESS_KEY'] = 'test'
}

/** The real app with identity in the pool of an emulator; `another` starts one more server on the same database. */
export function startCognitoApp(pool: UserPool, settings: Record<string, string> = {}) {
  useEmulatorCredentials()
  return startAppWith(
    async ({ config, ...options }) => {
      if (config.identity.kind !== 'cognito') throw new Error('the settings name no user pool')
      return createCognitoIdentity({ ...options, pool: config.identity, discreetMs: 0 })
    },
    { ...settingsOf(pool), ...settings },
  )
}

/** Identity in a pool of an emulator, on a database of its own. */
export async function startCognitoIdentity(pool: UserPool) {
  useEmulatorCredentials()
  const { db, connectionUrl, drop } = await createTestDatabase(inject('postgresUrl'))
  const mailDir = await mkdtemp(join(tmpdir(), 'cruddur-identity-'))
  const emails: Email[] = []
  const lines: string[] = []
  const log = pino({ level: 'info' }, { write: (line) => void lines.push(line) })
  const options = {
    db,
    connectionUrl,
    mail: { send: async (email: Email) => void emails.push(email), close: async () => {} },
    mailDir,
    pool: parseConfig(settingsOf(pool)).identity as { kind: 'cognito' } & PoolSettings,
    log,
    discreetMs: 0,
  }
  const identity = await createCognitoIdentity(options)
  return {
    identity,
    options,
    db,
    emails,
    logged: () => lines.join(''),
    async stop(): Promise<void> {
      await identity.close()
      await drop()
      await rm(mailDir, { recursive: true, force: true })
    },
  }
}
