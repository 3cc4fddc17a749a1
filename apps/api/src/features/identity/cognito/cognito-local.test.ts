import { type CognitoLocal, startCognitoLocal } from '@cruddur/aws-emulators/cognito-local'
import { afterAll, beforeAll, describe } from 'vitest'
import { identitySuite } from '../identity.suite.ts'
import { startCognitoIdentity } from './testing/start-identity.ts'

let pool: CognitoLocal
beforeAll(async () => {
  pool = await startCognitoLocal()
})
afterAll(() => pool.stop())

describe('identity in Cognito, by cognito-local', () =>
  identitySuite(async () => {
    const started = await startCognitoIdentity(pool)
    return { ...started, codeFor: pool.codes.next, codes: 'one for the address' }
  }))
