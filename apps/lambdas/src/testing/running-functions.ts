import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startLambdaEndpoint } from '@cruddur/aws-emulators/lambda-endpoint'
import { connect } from '@cruddur/storage/postgres'
import { createTestDatabase } from '@cruddur/storage/test-database'
import { bundleFunctions, type FunctionName } from '../bundle/bundle-functions.ts'
import { createFunctionRole } from './function-role.ts'

export type RunningFunctions = Awaited<ReturnType<typeof startFunctions>>

/** Both functions, bundled, in Lambda's place, on a database of their own that they reach as the role of `role.sql`. */
export async function startFunctions(postgresUrl: string, { concurrency = 1 }: { concurrency?: number } = {}) {
  const database = await createTestDatabase(postgresUrl)
  const role = await createFunctionRole(database.connectionUrl)
  const asRole = connect(role.url, { max: 1 })
  const outDir = mkdtempSync(join(tmpdir(), 'cruddur-functions-'))
  const bundles = await bundleFunctions(outDir)
  const env = { CONNECTION_URL: role.url }
  const lambda = await startLambdaEndpoint({
    'pre-sign-up': { file: bundles['pre-sign-up'].file, env, concurrency },
    'post-confirmation': { file: bundles['post-confirmation'].file, env, concurrency },
  })
  return {
    db: database.db,
    /** The database as the functions see it. */
    asRole,
    bundles,
    lambda,
    endConnections: role.endConnections,
    invoke: (name: FunctionName, event: unknown) => invoke(lambda.url, name, event),
    async stop(): Promise<void> {
      await lambda.stop()
      await asRole.destroy()
      await role.drop()
      await database.drop()
      rmSync(outDir, { recursive: true })
    },
  }
}

/** The event that Cognito gets back, or the message that it passes on. */
export type Outcome = { event: unknown } | { refusal: string }

export async function invoke(lambdaUrl: string, name: string, event: unknown): Promise<Outcome> {
  const response = await fetch(`${lambdaUrl}/2015-03-31/functions/${name}/invocations`, {
    method: 'POST',
    headers: { 'content-type': 'binary/octet-stream' },
    body: JSON.stringify(event),
  })
  const body = (await response.json()) as { errorMessage?: string }
  return response.headers.has('x-amz-function-error') ? { refusal: body.errorMessage ?? '' } : { event: body }
}
