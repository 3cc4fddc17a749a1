import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import { type AwsStub, startAwsStub } from './aws-stub.ts'

let stub: AwsStub
afterEach(() => stub.close())

function put(key: string) {
  return fetch(`${stub.url}/site/${key}`, { method: 'PUT', body: 'x' })
}

it('fails as many requests as asked, and only of the given operation', async () => {
  stub = await startAwsStub()
  stub.faults.fail(2, { operation: 'PutObject', key: 'a', code: 'InternalError', status: 500 })
  expect((await put('b')).status).toBe(200)
  expect(await (await put('a')).text()).toContain('<Code>InternalError</Code>')
  expect((await put('a')).status).toBe(500)
  expect((await put('a')).status).toBe(200)
})

it('drops connections before or after the request has its effect', async () => {
  stub = await startAwsStub()
  stub.faults.drop(1, 'before', { key: 'a' })
  await expect(put('a')).rejects.toThrow()
  expect(stub.objects.has('a')).toBe(false)
  stub.faults.drop(1, 'after', { key: 'b' })
  await expect(put('b')).rejects.toThrow()
  expect(stub.objects.has('b')).toBe(true)
  expect(stub.requests.log.at(-1)).toEqual({ operation: 'PutObject', key: 'b', status: null })
})

it('cuts listings in the middle, with and without a broken connection', async () => {
  stub = await startAwsStub()
  stub.put('a', '')
  const list = async () => (await fetch(`${stub.url}/site?list-type=2`)).text()
  const whole = await list()
  stub.faults.truncate(1, 'half')
  expect(whole.startsWith(await list())).toBe(true)
  stub.faults.truncate(1, 'cut')
  await expect(list()).rejects.toThrow()
  expect(await list()).toBe(whole)
})

it('answers SlowDown to the same requests for the same seed', async () => {
  stub = await startAwsStub()
  const run = async () => {
    stub.faults.flaky(0.3, 42)
    const statuses: number[] = []
    for (let i = 0; i < 50; i++) statuses.push((await put('a')).status)
    return statuses
  }
  const first = await run()
  expect(await run()).toEqual(first)
  const slowed = first.filter((status) => status === 503).length
  expect(slowed).toBeGreaterThan(5)
  expect(slowed).toBeLessThan(30)
})

it('counts requests in progress at the same time', async () => {
  stub = await startAwsStub()
  const { promise: allThere, resolve } = Promise.withResolvers<void>()
  stub.before = () => {
    if (stub.requests.log.length === 3) resolve()
    return allThere
  }
  await Promise.all([put('a'), put('b'), put('c')])
  expect(stub.mostAtOnce).toBe(3)
})

it('calls the test before each effect, and logs the request', async () => {
  stub = await startAwsStub()
  const seen: string[] = []
  stub.before = async (operation, key) => {
    await nextTurn()
    seen.push(`${operation} ${key} ${stub.objects.size}`)
    return key === 'b' ? 'drop' : undefined
  }
  await put('a')
  await expect(put('b')).rejects.toThrow()
  expect(seen).toEqual(['PutObject a 0', 'PutObject b 1'])
  expect([...stub.objects.keys()]).toEqual(['a'])
  expect(stub.requests.byOperation()).toEqual({ PutObject: 2 })
  expect(stub.requests.keys('PutObject')).toEqual(['a', 'b'])
})
