import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listKeys, openStubBucket, type StubbedBucket } from '../../test/open-stub-bucket.ts'

let site: StubbedBucket
beforeAll(async () => {
  site = await openStubBucket()
})
afterAll(() => site.close())

const odd = [
  ...[
    'a/../b',
    '../up',
    './x',
    '.',
    '..',
    '//',
    '/lead',
    'trail/',
    'a//b',
    '%41',
    '%2F',
    '%',
    '%zz',
    'a b',
    ' a ',
    'a+b',
  ],
  ...[
    "!'()*",
    'a?b=c&d#e',
    'a;b:c@d=e,f$g',
    '"quoted"',
    '<a>&amp;</a>',
    ']]>',
    'back\\slash',
    '{}|^`~[]',
    'tab\tline\nend\r',
  ],
  ...[
    '\u0001\u001f',
    '\u007f\u0080',
    'ü',
    'u\u0308',
    '日本/語.html',
    '😀/👩‍👩‍👧.png',
    '\uffff',
    '\ufeff',
    '\u2028',
    '__proto__',
    'constructor',
  ],
  ...[
    '.well-known/security.txt',
    'x'.repeat(1024),
    'é'.repeat(512),
    '0',
    'index.html?versionId=1',
    'uploads',
    '?uploads',
  ],
]

const key = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(..."/.+% !'()*&?#=~\\ü\u0001\r\n<"), minLength: 1, maxLength: 12 }),
)

/** Puts, lists, reads, changes and deletes all of them, and finds each by the name that it was given. */
async function roundTrip(keys: string[]) {
  const { bucket, stub } = site
  const etags = await Promise.all(
    keys.map((one) => bucket.put(one, Buffer.from(`<${one}>`), { 'content-type': 'a/b' })),
  )
  expect([...stub.objects.keys()].sort()).toEqual([...keys].sort())
  const bytes = (text: string) => Buffer.from(text)
  expect(await listKeys(bucket)).toEqual([...keys].sort((a, b) => Buffer.compare(bytes(a), bytes(b))))
  await Promise.all(
    keys.map(async (one, index) => {
      expect((await bucket.get(one))?.body.toString()).toBe(`<${one}>`)
      await bucket.replaceHeaders(one, { 'content-type': 'c/d' }, etags[index] as string)
      expect(stub.objects.get(one)?.headers['content-type']).toBe('c/d')
    }),
  )
  await bucket.delete(keys)
  expect(stub.objects.size).toBe(0)
}

describe('a bucket', () => {
  it('takes odd keys as they are', () => roundTrip(odd))

  it('takes any keys', async () => {
    const some = fc.uniqueArray(key, { minLength: 1, maxLength: 20 })
    await fc.assert(fc.asyncProperty(some, roundTrip), { numRuns: 40 })
  })

  it('takes them part by part too', async () => {
    const { writeFileSync, mkdtempSync, rmSync } = await import('node:fs')
    const folder = mkdtempSync(`${(await import('node:os')).tmpdir()}/site-sync-`)
    const file = `${folder}/file`
    writeFileSync(file, Buffer.alloc(8 * 1024 * 1024 + 1, 'x'))
    for (const one of ["a/../b +%41!'()*", '日本/語 😀']) {
      await site.bucket.putFile(one, file, 8 * 1024 * 1024 + 1, {})
      expect(site.stub.objects.get(one)?.size).toBe(8 * 1024 * 1024 + 1)
    }
    await site.bucket.delete(await listKeys(site.bucket))
    rmSync(folder, { recursive: true })
  })
})
