import { afterEach, expect, it } from 'vitest'
import { type AwsStub, startAwsStub } from './aws-stub.ts'
import { byBytes } from './byte-order.ts'

let stub: AwsStub
afterEach(() => stub.close())

async function list(query: string) {
  const text = await (await fetch(`${stub.url}/site?${query}`)).text()
  const all = (name: string) => [...text.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, one]) => one)
  return { keys: all('Key'), prefixes: all('Prefix').slice(1), next: all('NextContinuationToken')[0], text }
}

it('gives pages of at most 1,000 keys, each key once, in the order of their bytes', async () => {
  stub = await startAwsStub()
  const names = Array.from({ length: 2500 }, (_, i) => `k${String((i * 7919) % 2500).padStart(5, '0')}`)
  for (const name of names) stub.put(name, '')
  const found: (string | undefined)[] = []
  let next: string | undefined
  do {
    const after: string = next === undefined ? '' : `&continuation-token=${encodeURIComponent(next)}`
    const page = await list(`list-type=2&max-keys=5000${after}`)
    expect(page.keys.length).toBeLessThanOrEqual(1000)
    found.push(...page.keys)
    next = page.next
  } while (next !== undefined)
  expect(found).toEqual([...names].sort())
})

it('orders by the bytes of UTF-8, not by the units of UTF-16', async () => {
  stub = await startAwsStub()
  const names = ['\u{1f600}', '\uffee', 'z', 'é', 'e\u0301', '\ue000', 'ab', 'a']
  for (const name of names) stub.put(name, '')
  const bytes = [...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  expect((await list('list-type=2')).keys).toEqual(bytes)
  expect([...names].sort(byBytes)).toEqual(bytes)
  expect([...names].sort()).not.toEqual(bytes)
})

it('filters by prefix, and groups by delimiter across pages', async () => {
  stub = await startAwsStub()
  for (const name of ['a', 'b/1', 'b/2', 'b/c/3', 'd/4', 'e']) stub.put(name, '')
  expect((await list('list-type=2&prefix=b/')).keys).toEqual(['b/1', 'b/2', 'b/c/3'])
  const first = await list('list-type=2&delimiter=/&max-keys=2')
  expect([first.keys, first.prefixes]).toEqual([['a'], ['b/']])
  const second = await list(
    `list-type=2&delimiter=/&max-keys=2&continuation-token=${encodeURIComponent(first.next ?? '')}`,
  )
  expect([second.keys, second.prefixes]).toEqual([['e'], ['d/']])
  expect(second.next).toBeUndefined()
})

it('encodes keys as forms do on request, and otherwise writes control characters as numeric entities', async () => {
  stub = await startAwsStub()
  stub.put('a b/é&~\u0001', '')
  expect((await list('list-type=2&encoding-type=url')).keys).toEqual(['a+b/%C3%A9%26%7E%01'])
  expect((await list('list-type=2')).keys).toEqual(['a b/é&amp;~&#x1;'])
})

it('supports version 1 of the listing', async () => {
  stub = await startAwsStub()
  for (const name of ['a', 'b', 'c']) stub.put(name, '')
  const page = await list('marker=a&max-keys=1')
  expect(page.keys).toEqual(['b'])
  expect(page.text).toContain('<IsTruncated>true</IsTruncated>')
})
