import { afterEach, expect, it } from 'vitest'
import { type AwsStub, startAwsStub } from './aws-stub.ts'

let stub: AwsStub
afterEach(() => stub.close())

async function call(path: string, body?: string) {
  const url = `${stub.url}/2020-05-31/distribution/${path}`
  const reply = await fetch(url, body === undefined ? {} : { method: 'POST', body })
  const text = await reply.text()
  const one = (name: string) => new RegExp(`<${name}>([^<]*)<`).exec(text)?.[1]
  return { http: reply.status, code: one('Code'), status: one('Status'), id: one('Id') }
}

function create(paths: string[], { reference = `${Math.random()}`, quantity = paths.length, at = 'E1STUB' } = {}) {
  const items = paths.map((path) => `<Path>${path}</Path>`).join('')
  const body = `<InvalidationBatch><Paths><Quantity>${quantity}</Quantity><Items>${items}</Items></Paths><CallerReference>${reference}</CallerReference></InvalidationBatch>`
  return call(`${at}/invalidation`, body)
}

it('keeps an invalidation in progress for the given number of polls', async () => {
  stub = await startAwsStub({ invalidationPolls: 2 })
  const created = await create(['/', '/a%20b', '/c/*'])
  expect([created.http, created.status]).toEqual([201, 'InProgress'])
  expect((await call(`E1STUB/invalidation/${created.id}`)).status).toBe('InProgress')
  expect((await call(`E1STUB/invalidation/${created.id}`)).status).toBe('Completed')
  expect(stub.invalidations[0]?.paths).toEqual(['/', '/a%20b', '/c/*'])
  expect((await call('E1STUB/invalidation/I0')).code).toBe('NoSuchInvalidation')
})

it('creates one invalidation for a batch that is sent twice', async () => {
  stub = await startAwsStub()
  const first = await create(['/a'], { reference: 'same' })
  expect((await create(['/a'], { reference: 'same' })).id).toBe(first.id)
  expect((await create(['/b'], { reference: 'same' })).code).toBe('InvalidationBatchAlreadyExists')
  expect(stub.invalidations).toHaveLength(1)
})

it('allows at most 3,000 paths and 15 wildcards in progress', async () => {
  stub = await startAwsStub()
  const paths = Array.from({ length: 3001 }, (_, i) => `/p${i}`)
  expect((await create(paths)).code).toBe('TooManyInvalidationsInProgress')
  expect((await create(paths.slice(1))).http).toBe(201)
  expect((await create(['/one-more'])).code).toBe('TooManyInvalidationsInProgress')
  const wildcards = Array.from({ length: 15 }, (_, i) => `/w${i}/*`)
  expect((await create(wildcards)).http).toBe(201)
  expect((await create(['/*'])).code).toBe('TooManyInvalidationsInProgress')
  stub.completeInvalidations()
  expect((await create(['/*', '/one-more'])).http).toBe(201)
})

it('refuses invalid paths and wrong counts', async () => {
  stub = await startAwsStub()
  for (const path of ['a', '/a b', '/é', '/a*b', '/100%', '/a"']) {
    expect([path, (await create([path])).code]).toEqual([path, 'InvalidArgument'])
  }
  expect((await create(['/a'], { quantity: 2 })).code).toBe('InconsistentQuantities')
  expect((await create(['/a'], { at: 'E2' })).code).toBe('NoSuchDistribution')
  expect(stub.invalidations).toEqual([])
})
