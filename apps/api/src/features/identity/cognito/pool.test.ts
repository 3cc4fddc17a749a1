import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseConfig } from '../../../config/config.ts'
import { spansIn, startSink } from '../../../telemetry/testing/sink.ts'
import { openTracing } from '../../../telemetry/tracing/open-tracing.ts'
import { runInSpan } from '../../../telemetry/tracing/span.ts'
import { createPool, type Pool } from './pool.ts'
import { startKeyServer } from './testing/key-server.ts'
import { useEmulatorCredentials } from './testing/start-identity.ts'

/** Answers that no emulator gives, in the form of AWS's JSON 1.1 protocol. */
let cognito: Awaited<ReturnType<typeof startKeyServer>>
let pool: Pool
const lines: string[] = []
beforeAll(async () => {
  useEmulatorCredentials()
  cognito = await startKeyServer()
  const ids = { userPoolId: 'eu-central-1_AbCdEf123', clientId: 'a-client', region: 'eu-central-1' }
  const log = pino({ level: 'info' }, { write: (line) => void lines.push(line) })
  pool = createPool({ ...ids, endpoint: cognito.origin, issuers: [], jwksUrl: cognito.origin }, log)
})
afterAll(async () => {
  pool?.close()
  await cognito?.stop()
})

function answer(status: number, body: object): void {
  cognito.state.answer = (response) => {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body))
  }
}

it.each([
  ['InvalidParameterException', '1 validation error: value at password failed', 'password_invalid'],
  ['InvalidParameterException', 'Attributes did not conform to the schema: ann', 'identity_unavailable'],
  ['NotAuthorizedException', 'SignUp is not permitted for this user pool', 'identity_unavailable'],
  ['UnexpectedLambdaException', 'PreSignUp invocation failed', 'identity_unavailable'],
])('answers %s "%s" of a sign-up with %s', async (type, message, code) => {
  answer(400, { __type: type, message })
  const ann = { email: 'ann@example.com', password: 'correct horse', name: 'Ann', handle: 'ann' }
  await expect(pool.signUp(ann)).rejects.toMatchObject({ codes: [code] })
  const logged = lines.splice(0).join('')
  expect(logged.includes(type)).toBe(code === 'identity_unavailable')
  expect(logged).not.toMatch(/ann/i)
})

it.each([
  [{ email_verified: 'true' }, true, { verifiedEmail: 'ann@example.com', isEnabled: true }],
  [{ email_verified: 'false' }, true, { verifiedEmail: null, isEnabled: true }],
  [{}, false, { verifiedEmail: 'ann@example.com', isEnabled: false }],
])('reads an account with %o, enabled: %s', async (more, Enabled, expected) => {
  const attributes = { sub: crypto.randomUUID(), email: 'ann@example.com', preferred_username: 'ann', ...more }
  const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }))
  answer(200, { Username: 'ann', UserAttributes, UserStatus: 'CONFIRMED', Enabled })
  expect(await pool.findUser('ann@example.com')).toMatchObject(expected)
})

it('records each call in the trace of the request, without what it asks for', async () => {
  const collector = await startSink()
  const settings = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.address, OTEL_TRACES_SAMPLER: 'always_on' }
  const tracing = await openTracing(parseConfig(settings).telemetry.tracing, pino({ level: 'silent' }))
  const request = tracing?.startTrace({}, () => ({ name: 'a request' }))
  answer(400, { __type: 'UserNotFoundException', message: 'no ann@example.com' })
  expect(request && (await runInSpan(request, () => pool.findUser('ann@example.com')))).toBeNull()
  request?.end()
  await tracing?.close()
  await collector.close()
  const call = spansIn(collector.received).find(({ name }) => name === 'CognitoIdentityProvider.AdminGetUser')
  expect(call).toMatchObject({ parentSpanId: request?.context.spanId, status: { code: 2 } })
  expect(JSON.stringify(call)).not.toMatch(/ann@/)
})
