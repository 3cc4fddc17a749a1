import { Email } from '@cruddur/contract/credentials'
import { uuidPattern } from '@cruddur/contract/uuids'
import { StartupError } from '@cruddur/storage/startup-error'

/** An account of a user pool that its owner has confirmed. */
export type PoolAccount = {
  sub: string
  /** Normalized like our accounts' addresses. Null if it is not valid. */
  email: string | null
  isVerified: boolean
}

const maxAttempts = 6

/**
 * All confirmed accounts of a user pool of Cognito. The id of a pool begins with its region. The SDK honours
 * AWS_ENDPOINT_URL.
 *
 * @param option the one that names the pool
 * @throws StartupError of that option if the pool cannot be read
 */
export async function readPool(pool: string, option: '--pool' | '--from-pool'): Promise<PoolAccount[]> {
  const aws = await import('@aws-sdk/client-cognito-identity-provider')
  const client = new aws.CognitoIdentityProviderClient({ region: pool.slice(0, pool.lastIndexOf('_')), maxAttempts })
  try {
    const accounts: PoolAccount[] = []
    for await (const { Users = [] } of aws.paginateListUsers({ client }, { UserPoolId: pool })) {
      for (const { Attributes = [], UserStatus, Enabled } of Users) {
        const account = accountOf(new Map(Attributes.map(({ Name = '', Value = '' }) => [Name, Value])))
        if (account && UserStatus !== 'UNCONFIRMED' && Enabled !== false) accounts.push(account)
      }
    }
    return accounts
  } catch (error) {
    throw new StartupError(option, `${pool} cannot be read: ${(error as Error).name}`, { cause: error })
  } finally {
    client.destroy()
  }
}

function accountOf(attributes: ReadonlyMap<string, string>): PoolAccount | null {
  const sub = attributes.get('sub')?.toLowerCase() ?? ''
  const email = Email.safeParse(attributes.get('email')).data ?? null
  return uuidPattern.test(sub) ? { sub, email, isVerified: attributes.get('email_verified') === 'true' } : null
}
