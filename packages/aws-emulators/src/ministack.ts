import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'
import { startChildProgram } from './child-program.ts'
import { findFreePort } from './free-port.ts'
import { installMinistack } from './ministack-install.ts'
import { createPoolAndClient, type UserPool, type UserPoolOptions } from './user-pool.ts'

export type Ministack = {
  endpoint: string
  region: string
  /** The root user's. */
  credentials: { accessKeyId: string; secretAccessKey: string }
  /**
   * Makes a user pool with a client. Its tokens have the issuer that AWS would give them, and its keys are elsewhere. The
   * code of a sign-up is 123456 and that of a new password 654321.
   */
  createUserPool(options?: UserPoolOptions): Promise<UserPool>
  stop(): Promise<void>
}

const region = 'eu-central-1'

/**
 * Whether a suite against ministack can run, and its title. If it cannot, the title says why, so that the report shows it.
 * The first call of a checkout installs ministack, which takes half a minute.
 *
 * @throws Error on CI, if there is a Python but the installation fails
 */
export async function ministackSuite(name: string): Promise<{ title: string; skip: boolean }> {
  const installed = await installMinistack()
  if ('python' in installed) return { title: `against ministack: ${name}`, skip: false }
  return { title: `against ministack: ${name} (skipped: ${installed.missing})`, skip: true }
}

/**
 * AWS in a process of its own, by ministack, in memory.
 *
 * @param iam whether it verifies signatures, evaluates policies, and checks codes
 * @param modules a folder of packages for functions, which Lambda has by itself, such as the SDK
 * @throws Error if it cannot be installed
 */
export async function startMinistack({ iam, modules }: { iam: boolean; modules?: string }): Promise<Ministack> {
  const installed = await installMinistack()
  if ('missing' in installed) throw new Error(`ministack is missing: ${installed.missing}`)
  const port = await findFreePort()
  const endpoint = `http://127.0.0.1:${port}`
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const program = await startChildProgram(
    'ministack',
    installed.python,
    ['-c', 'from ministack.app import main; main()'],
    {
      env: {
        AUTH: String(iam),
        BIND_HOST: '127.0.0.1',
        GATEWAY_PORT: String(port),
        // Otherwise it would listen on a fixed port of all interfaces.
        IOT_MTLS_ENABLED: '0',
        MINISTACK_REGION: region,
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
        ...(modules ? { NODE_PATH: modules } : {}),
      },
      healthUrl: `${endpoint}/_ministack/health`,
    },
  )
  const cognito = new CognitoIdentityProviderClient({ endpoint, region, credentials })
  return {
    endpoint,
    region,
    credentials,
    async createUserPool(options) {
      const pool = await createPoolAndClient(cognito, options)
      return {
        endpoint,
        region,
        ...pool,
        issuer: `https://cognito-idp.${region}.amazonaws.com/${pool.userPoolId}`,
        jwksUrl: `${endpoint}/${pool.userPoolId}/.well-known/jwks.json`,
      }
    },
    async stop() {
      cognito.destroy()
      await program.stop()
    },
  }
}
