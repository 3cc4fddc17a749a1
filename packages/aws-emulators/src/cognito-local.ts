import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'
import { startChildProgram } from './child-program.ts'
import { createDeliveredCodes, type DeliveredCodes } from './delivered-codes.ts'
import { findFreePort } from './free-port.ts'
import { createPoolAndClient, type UserPool, type UserPoolOptions } from './user-pool.ts'

const main = fileURLToPath(new URL('cognito-local-server.ts', import.meta.url))

/** The region that cognito-local uses. */
const region = 'local'

export type CognitoLocalOptions = UserPoolOptions & {
  /** Which functions the pool invokes, by the names that `lambdaEndpoint` knows. */
  triggers?: { PreSignUp?: string; PostConfirmation?: string }
  /** Where they are invoked. */
  lambdaEndpoint?: string
}

export type CognitoLocal = UserPool & {
  /** The codes that it "sent" by e-mail. */
  codes: DeliveredCodes
  /** Makes one more pool with a client, so that tests can share the program. */
  createUserPool(options?: UserPoolOptions): Promise<UserPool>
  stop(): Promise<void>
}

/**
 * Cognito user pools in a process of their own, by cognito-local. It invokes triggers as Cognito does. It has no SRP, no
 * ResendConfirmationCode, no GlobalSignOut and no password policy, answers a wrong password with
 * InvalidPasswordException, and does not report when PostConfirmation fails. Credentials may be anything.
 */
export async function startCognitoLocal(options: CognitoLocalOptions = {}): Promise<CognitoLocal> {
  const port = await findFreePort()
  const endpoint = `http://127.0.0.1:${port}`
  const codes = createDeliveredCodes()
  const program = await startChildProgram('cognito-local', process.execPath, [main], {
    env: { HOST: '127.0.0.1', PORT: String(port), AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE: '1' },
    healthUrl: `${endpoint}/health`,
    prepare: (cwd) => writeConfig(cwd, options),
  })
  program.onOutput(codes.read)
  const cognito = new CognitoIdentityProviderClient({
    endpoint,
    region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  })
  const createUserPool = async (poolOptions: UserPoolOptions = options): Promise<UserPool> => {
    const pool = await createPoolAndClient(cognito, poolOptions)
    const issuer = `${endpoint}/${pool.userPoolId}`
    return { endpoint, region, ...pool, issuer, jwksUrl: `${issuer}/.well-known/jwks.json` }
  }
  const stop = async () => {
    cognito.destroy()
    await program.stop()
  }
  try {
    return { ...(await createUserPool()), codes, createUserPool, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function writeConfig(cwd: string, { triggers = {}, lambdaEndpoint }: CognitoLocalOptions): void {
  mkdirSync(join(cwd, '.cognito'))
  const config = {
    TriggerFunctions: triggers,
    LambdaClient: {
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      region,
      maxRetries: 0,
      ...(lambdaEndpoint && { endpoint: lambdaEndpoint }),
    },
  }
  writeFileSync(join(cwd, '.cognito/config.json'), JSON.stringify(config))
}
