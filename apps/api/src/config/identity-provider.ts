import type { ConfigProblem } from './config-error.ts'
import type { Values } from './settings.ts'

/** A user pool of Cognito, and the client of it that we are. */
export type UserPool = {
  userPoolId: string
  clientId: string
  region: string
  /** Address of Cognito, if it is not the region's own. */
  endpoint: string | undefined
  /** The issuers whose tokens we accept. An emulator's is accepted only where the settings name an emulator. */
  issuers: string[]
  /** Where the public keys of the pool are. */
  jwksUrl: string
}

export type IdentityProvider = { kind: 'embedded' } | ({ kind: 'cognito' } & UserPool)

/** Chooses Cognito where a user pool is named. Call `findIdentityContradictions` first. */
export function identityProviderOf(values: Values): IdentityProvider {
  const { AWS_COGNITO_USER_POOL_ID: userPoolId, AWS_COGNITO_USER_POOL_CLIENT_ID: clientId } = values
  const { AWS_DEFAULT_REGION: region, AWS_COGNITO_JWKS_URL } = values
  if (!userPoolId || !clientId || !region) return { kind: 'embedded' }
  const endpoint = endpointOf(values)
  const emulator = emulatorOf(values)
  const issuer = `https://cognito-idp.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}/${userPoolId}`
  // Some emulators name themselves as the issuer, others name AWS.
  const emulated = emulator && `${emulator.replace(/\/+$/, '')}/${userPoolId}`
  return {
    kind: 'cognito',
    userPoolId,
    clientId,
    region,
    endpoint,
    issuers: emulated ? [issuer, emulated] : [issuer],
    jwksUrl: AWS_COGNITO_JWKS_URL ?? `${emulated ?? issuer}/.well-known/jwks.json`,
  }
}

export function findIdentityContradictions(values: Values): ConfigProblem[] {
  const { AWS_COGNITO_USER_POOL_ID: poolId, AWS_COGNITO_USER_POOL_CLIENT_ID: clientId } = values
  const { AWS_DEFAULT_REGION: region, AWS_COGNITO_JWKS_URL: jwksUrl } = values
  const needed = { AWS_COGNITO_USER_POOL_ID: poolId, AWS_COGNITO_USER_POOL_CLIENT_ID: clientId }
  const first = Object.entries(needed).find(([, given]) => given)?.[0]
  const missing = Object.entries({ ...needed, AWS_DEFAULT_REGION: region }).filter(([, given]) => !given)
  const problems: [boolean, string, string][] = [
    [Boolean(first && missing.length > 0), first ?? '', `needs ${missing.map(([name]) => name).join(' and ')}`],
    [
      Boolean(jwksUrl && !emulatorOf(values)),
      'AWS_COGNITO_JWKS_URL',
      'is only for an emulator that AWS_ENDPOINT_URL names: the keys of a pool at AWS are read from AWS alone',
    ],
    [
      Boolean(jwksUrl && !poolId && !clientId),
      'AWS_COGNITO_JWKS_URL',
      'has no effect without AWS_COGNITO_USER_POOL_ID',
    ],
    [
      Boolean(poolId && region && !emulatorOf(values) && !poolId.startsWith(`${region}_`)),
      'AWS_COGNITO_USER_POOL_ID',
      `is not in AWS_DEFAULT_REGION: the id of a pool begins with its region, and that is ${region}`,
    ],
  ]
  return problems.filter(([holds]) => holds).map(([, setting, problem]) => ({ setting, problem }))
}

/** What the operator should know of an emulator in use, or null. */
export function adviceOnEmulator(values: Values): string | null {
  const emulator = values.AWS_COGNITO_USER_POOL_ID && emulatorOf(values)
  if (!emulator) return null
  return `identity comes from an emulator of Cognito at ${emulator}: others can make tokens that this server accepts, so use it for tests only`
}

/** The setting for this service comes first, as in the SDKs of AWS. */
const endpointOf = (values: Values): string | undefined =>
  values.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER ?? values.AWS_ENDPOINT_URL

/** The endpoint, unless it is one of AWS's own, such as one in a VPC. */
function emulatorOf(values: Values): string | undefined {
  const endpoint = endpointOf(values)
  const isOfAws = endpoint && /\.(amazonaws\.com|amazonaws\.com\.cn|api\.aws)$/.test(new URL(endpoint).hostname)
  return isOfAws ? undefined : endpoint
}
