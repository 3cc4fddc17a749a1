import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LambdaEndpoint, startLambdaEndpoint } from './lambda-endpoint.ts'

const file = fileURLToPath(new URL('testing/example.function.mjs', import.meta.url))

let lambda: LambdaEndpoint<'one' | 'many' | 'broken'>

beforeAll(async () => {
  lambda = await startLambdaEndpoint({
    one: { file, env: { SECRET: 'its own' }, timeoutMs: 2_000 },
    many: { file, concurrency: 3 },
    broken: { file: `${file}.absent` },
  })
})

afterAll(() => lambda.stop())

async function invoke(name: string, event: object) {
  const response = await fetch(`${lambda.url}/2015-03-31/functions/${name}/invocations`, {
    method: 'POST',
    headers: { 'content-type': 'binary/octet-stream' },
    body: JSON.stringify(event),
  })
  return { status: response.status, error: response.headers.get('x-amz-function-error'), body: await response.json() }
}

test('a function gets the event and its own environment, and is kept for the next event', async () => {
  const first = await invoke('one', { a: 1 })
  expect(first).toEqual({
    status: 200,
    error: null,
    body: { a: 1, handled: 1, secret: 'its own', in_time: true },
  })
  expect((await invoke('one', {})).body).toMatchObject({ handled: 2 })
  expect(lambda.coldStarts('one')).toBe(1)
  expect(lambda.events('one')).toEqual([{ a: 1 }, {}])
  await expect.poll(() => lambda.logs('one')).toContain('event 2')
})

test('what it throws is answered as Lambda answers it', async () => {
  expect(await invoke('one', { fail: 'no' })).toMatchObject({
    status: 200,
    error: 'Unhandled',
    body: { errorType: 'RangeError', errorMessage: 'no' },
  })
})

test('a function that ends or takes too long is started anew for the next event', async () => {
  expect(await invoke('one', { end: true })).toMatchObject({
    error: 'Unhandled',
    body: { errorType: 'Runtime.ExitError' },
  })
  expect(await invoke('one', { hang: true })).toMatchObject({
    error: 'Unhandled',
    body: { errorMessage: 'Task timed out after 2.00 seconds' },
  })
  expect((await invoke('one', {})).body).toMatchObject({ handled: 1 })
})

test('no more events are handled at once than it has environments', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => invoke('many', {})))
  expect(answers.every(({ error }) => error === null)).toBe(true)
  expect(lambda.coldStarts('many')).toBe(3)
})

test('a bundle that cannot be loaded fails each event, and an unknown function is not found', async () => {
  expect(await invoke('broken', {})).toMatchObject({ error: 'Unhandled', body: { errorType: 'Error' } })
  expect(await invoke('absent', {})).toMatchObject({ status: 404, body: { Message: 'Function not found: absent' } })
})
