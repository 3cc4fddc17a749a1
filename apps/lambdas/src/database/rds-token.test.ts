import { Signer } from '@aws-sdk/rds-signer'
import { expect, test } from 'vitest'
import { rdsToken } from './rds-token.ts'

const region = 'eu-central-1'

test.each([
  { user: 'cruddur_functions', sessionToken: 'IQoJb3JpZ2luX2VjE//+a=' },
  { user: "o'brien (chief)!*", sessionToken: undefined },
])('is what AWS’s own signer makes for $user', async ({ user, sessionToken }) => {
  const address = { host: 'db.cluster-abc.eu-central-1.rds.amazonaws.com', port: 5433, user }
  const credentials = { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+b', sessionToken }
  const signer = new Signer({
    hostname: address.host,
    port: address.port,
    username: user,
    region,
    credentials: { ...credentials, ...(sessionToken ? { sessionToken } : {}) } as never,
  })
  const token = await signer.getAuthToken()
  const [, time = ''] = /X-Amz-Date=(\w+)/.exec(token) ?? []
  const signedAt = new Date(time.replace(/(....)(..)(..T..)(..)(..)/, '$1-$2-$3:$4:$5'))
  expect(parametersOf(rdsToken(address, region, credentials, signedAt))).toEqual(parametersOf(token))
})

/** Their order in an address says nothing. */
function parametersOf(token: string): Record<string, string> {
  const url = new URL(`https://${token}`)
  return { host: url.host, path: url.pathname, ...Object.fromEntries(url.searchParams) }
}
