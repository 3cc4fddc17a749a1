import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startAnswering } from '../../test/answering-server.ts'
import { listKeys, openStubBucket, type StubbedBucket, stubEnv } from '../../test/open-stub-bucket.ts'
import { readPage } from './listing.ts'
import { openBucket } from './open-bucket.ts'

function object(key: string) {
  return `<Contents><Key>${key}</Key><ETag>&quot;e&quot;</ETag><Size>3</Size></Contents>`
}

function page(inner: string, root = 'ListBucketResult') {
  return `<?xml version="1.0"?><${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><EncodingType>url</EncodingType>${inner}</${root}>`
}

const last = '<IsTruncated>false</IsTruncated>'

describe('readPage', () => {
  it('reads keys as they were before they were encoded', () => {
    const { objects } = readPage(page(`${last}${object('a+b%2Bc/%C3%BC%01')}${object('z')}`), '')
    expect(objects).toEqual([
      { key: 'a b+c/ü\u0001', etag: 'e', size: 3 },
      { key: 'z', etag: 'e', size: 3 },
    ])
    expect(readPage(page(last), '').objects).toEqual([])
  })

  it('leaves keys alone that are not encoded', () => {
    const text = page(`${last}${object('a+b')}`).replace('<EncodingType>url</EncodingType>', '')
    expect(readPage(text, '').objects[0]?.key).toBe('a+b')
  })

  const more = '<IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>'

  it('says where there is more', () => {
    expect(readPage(page(more), '').next).toBe('t')
    expect(readPage(page(last), '').next).toBeNull()
  })

  it.each([
    ['no word of whether there is more', page(object('a'))],
    ['more, and no word of where', page(`<IsTruncated>true</IsTruncated>${object('a')}`)],
    ['fewer objects than it says', page(`${last}<KeyCount>2</KeyCount>${object('a')}`)],
    ['an object without a size', page(`${last}<Contents><Key>a</Key><ETag>e</ETag></Contents>`)],
    ['an object that was not asked for', page(`${last}${object('b/c')}`)],
    ['another reply', page(last, 'ListAllMyBucketsResult')],
    ['a page of HTML', '<html><body>Sign in</body></html>'],
    ['nothing', ''],
  ])('refuses %s', (_, text) => {
    expect(() => readPage(text, 'a')).toThrow()
  })

  it('refuses every page that is cut off', () => {
    const whole = page(`${last}${object('a')}${object('b')}`)
    for (let length = 0; length < whole.length; length += 1) {
      expect(() => readPage(whole.slice(0, length), ''), `${length}`).toThrow()
    }
  })
})

describe('list', () => {
  let site: StubbedBucket
  const keys = Array.from({ length: 2500 }, (_, index) => `dir/${String(index).padStart(4, '0')}`)

  beforeAll(async () => {
    site = await openStubBucket()
    const headers = {}
    const object = { body: Buffer.from('x'), size: 1, etag: 'e', headers, modified: new Date() }
    for (const key of keys) site.stub.bucket('site').put(key, object)
  })
  afterAll(() => site.close())

  it('gives pages of 1,000, with one request each', async () => {
    const before = site.bucket.requests.get('ListObjectsV2') ?? 0
    const lengths: number[] = []
    for await (const objects of site.bucket.list('')) lengths.push(objects.length)
    expect(lengths).toEqual([1000, 1000, 500])
    expect((site.bucket.requests.get('ListObjectsV2') ?? 0) - before).toBe(3)
  })

  it('gives what is below a prefix, and one empty page where nothing is', async () => {
    expect(await listKeys(site.bucket, 'dir/001')).toEqual(keys.slice(10, 20))
    expect(await listKeys(site.bucket, 'dir/0010')).toEqual(['dir/0010'])
    expect(await listKeys(site.bucket, 'none/')).toEqual([])
  })

  it('asks for the next page while the caller has the last one', async () => {
    const pages = site.bucket.list('')
    const before = site.stub.requests.count('ListObjectsV2')
    for await (const _ of pages) {
      await expect.poll(() => site.stub.requests.count('ListObjectsV2')).toBe(before + 2)
      break
    }
  })

  it.each(['cut', 'half'] as const)('asks again for a page of which half came (%s)', async (how) => {
    site.stub.faults.truncate(2, how, { operation: 'ListObjectsV2' })
    expect(await listKeys(site.bucket)).toEqual(keys)
  })

  it('throws where no whole page comes, and never takes it for the end', async () => {
    site.stub.faults.truncate(1000, 'half', { operation: 'ListObjectsV2' })
    await expect(listKeys(site.bucket)).rejects.toMatchObject({ code: 'BadReply' })
    site.stub.faults.clear()
    site.stub.faults.fail(1000, { operation: 'ListObjectsV2', code: 'AccessDenied', status: 403 })
    await expect(listKeys(site.bucket)).rejects.toThrow(/s3:ListBucket/)
    site.stub.faults.clear()
  })

  it('throws when keys are not in the order of their bytes, on one page or over two', async () => {
    const pageOf = (one: string, more: string) => page(`${more}${object(one)}`)
    const next = '<IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>'
    for (const [first, second] of [
      [page(`${last}${object('b')}${object('a')}`), ''],
      [pageOf('b', next), pageOf('a', last)],
      [pageOf('b', next), pageOf('b', last)],
    ]) {
      const server = await startAnswering(({ url }, response) => {
        response.end(url.includes('continuation-token') ? second : first)
      })
      const settings = { bucket: 'site', region: 'us-east-1', endpoint: server.url, profile: null, concurrency: 1 }
      const bucket = await openBucket(settings, { env: stubEnv })
      await expect(listKeys(bucket)).rejects.toThrow(/comes after "b"/)
      bucket.close()
      await server.close()
    }
  })

  it('throws when it fails after the first page', async () => {
    const seen: number[] = []
    const read = async () => {
      for await (const objects of site.bucket.list('')) {
        if (seen.push(objects.length) === 1) site.stub.faults.fail(1000, { code: 'InternalError', status: 500 })
      }
    }
    await expect(read()).rejects.toMatchObject({ code: 'InternalError' })
    expect(seen.length).toBeLessThan(3)
    site.stub.faults.clear()
  })
})
