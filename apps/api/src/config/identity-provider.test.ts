import { describe, expect, it } from 'vitest'
import { parseConfig } from './config.ts'

const region = 'eu-central-1'
const pool = {
  AWS_COGNITO_USER_POOL_ID: 'eu-central-1_AbCdEf123',
  AWS_COGNITO_USER_POOL_CLIENT_ID: '4a1mu5k2n9',
  AWS_DEFAULT_REGION: region,
}
const emulator = { AWS_ENDPOINT_URL: 'http://127.0.0.1:9229' }
const aws = 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEf123'
const lines = (environment: Record<string, string>): string[] => {
  try {
    parseConfig(environment)
    return []
  } catch (error) {
    return (error as Error).message.split('\n')
  }
}

describe('the provider of identity', () => {
  it('is our own without a user pool, also where AWS keeps the messages', () => {
    expect(parseConfig({}).identity).toEqual({ kind: 'embedded' })
    expect(parseConfig({ AWS_DEFAULT_REGION: region, ...emulator }).identity).toEqual({ kind: 'embedded' })
  })

  it('is Cognito where a pool, its client and a region are named, and trusts only the issuer of AWS', () => {
    const config = parseConfig(pool)
    expect(config.identity).toEqual({
      kind: 'cognito',
      userPoolId: pool.AWS_COGNITO_USER_POOL_ID,
      clientId: pool.AWS_COGNITO_USER_POOL_CLIENT_ID,
      region,
      endpoint: undefined,
      issuers: [aws],
      jwksUrl: `${aws}/.well-known/jwks.json`,
    })
    expect(config.notices.join()).not.toContain('emulator')
    expect(config.notices.join()).toContain('Cognito sends the codes')
  })

  it('trusts an emulator only where the settings name one, and says so', () => {
    const config = parseConfig({ ...pool, ...emulator, AWS_COGNITO_USER_POOL_ID: 'local_1a2b' })
    expect(config.identity).toMatchObject({
      endpoint: emulator.AWS_ENDPOINT_URL,
      issuers: [expect.stringMatching(/^https:.*\/local_1a2b$/), 'http://127.0.0.1:9229/local_1a2b'],
      jwksUrl: 'http://127.0.0.1:9229/local_1a2b/.well-known/jwks.json',
    })
    expect(config.notices.join()).toContain('emulator of Cognito at http://127.0.0.1:9229')
  })

  it('asks an endpoint of AWS in a VPC, and still trusts only the issuer and the keys of AWS', () => {
    const endpoint = 'https://vpce-1.cognito-idp.eu-central-1.vpce.amazonaws.com'
    const { identity } = parseConfig({ ...pool, AWS_ENDPOINT_URL: endpoint })
    expect(identity).toMatchObject({ endpoint, issuers: [aws] })
    expect(identity).toMatchObject({ jwksUrl: `${aws}/.well-known/jwks.json` })
    for (const host of ['evil-amazonaws.com', 'amazonaws.com.evil.example']) {
      const { identity } = parseConfig({ ...pool, AWS_ENDPOINT_URL: `https://${host}` })
      expect(identity).toMatchObject({ issuers: [aws, expect.stringContaining(host)] })
    }
  })

  it('takes the endpoint for Cognito before the one for all services', () => {
    const own = {
      AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: 'http://127.0.0.1:1',
      AWS_COGNITO_JWKS_URL: 'http://a/keys',
    }
    expect(parseConfig({ ...pool, ...emulator, ...own }).identity).toMatchObject({
      endpoint: 'http://127.0.0.1:1',
      jwksUrl: 'http://a/keys',
    })
  })
})

it.each([
  [
    'AWS_COGNITO_USER_POOL_ID',
    /^AWS_COGNITO_USER_POOL_ID: needs AWS_COGNITO_USER_POOL_CLIENT_ID and AWS_DEFAULT_REGION$/,
  ],
  ['AWS_COGNITO_USER_POOL_CLIENT_ID', /: needs AWS_COGNITO_USER_POOL_ID and AWS_DEFAULT_REGION$/],
] as const)('%s alone is refused, by naming what is missing', (name, line) => {
  expect(lines({ [name]: pool[name] })).toEqual([expect.stringMatching(line)])
  expect(lines({ [name]: pool[name], AWS_DEFAULT_REGION: region })).toEqual([expect.stringMatching(/: needs \w+$/)])
})

it.each([
  [{ ...pool, AWS_COGNITO_JWKS_URL: 'http://127.0.0.1/keys' }, /^AWS_COGNITO_JWKS_URL: is only for an emulator/],
  [{ ...emulator, AWS_COGNITO_JWKS_URL: 'http://a/keys' }, /^AWS_COGNITO_JWKS_URL: has no effect without/],
  [
    { ...pool, AWS_DEFAULT_REGION: 'us-east-1' },
    /^AWS_COGNITO_USER_POOL_ID: is not in AWS_DEFAULT_REGION.* us-east-1$/,
  ],
  [{ ...pool, AWS_COGNITO_USER_POOL_ID: 'no pool' }, /^AWS_COGNITO_USER_POOL_ID: must be the id of a user pool/],
  [
    { ...pool, AWS_COGNITO_USER_POOL_CLIENT_ID: 'a-b' },
    /^AWS_COGNITO_USER_POOL_CLIENT_ID: must be the id of an app client/,
  ],
])('a contradiction is refused: %o', (environment, line) => {
  expect(lines(environment)).toEqual([expect.stringMatching(line)])
})
