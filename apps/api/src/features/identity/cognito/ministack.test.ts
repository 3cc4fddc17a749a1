import { type Ministack, ministackSuite, startMinistack } from '@cruddur/aws-emulators/ministack'
import { afterAll, beforeAll, describe } from 'vitest'
import { identitySuite } from '../identity.suite.ts'
import { startCognitoIdentity } from './testing/start-identity.ts'

const { title, skip } = await ministackSuite('identity in Cognito')

describe.skipIf(skip)(title, () => {
  let aws: Ministack
  beforeAll(async () => {
    aws = await startMinistack({ iam: true })
  })
  afterAll(() => aws.stop())

  identitySuite(async () => {
    const started = await startCognitoIdentity(await aws.createUserPool())
    return { ...started, codeFor: async () => '123456', codes: 'one for the address' }
  })
})
