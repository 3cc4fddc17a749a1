import { hash } from 'node:crypto'
import { afterEach, expect, it } from 'vitest'
import { type AwsStub, startAwsStub } from './aws-stub.ts'

let stub: AwsStub
afterEach(() => stub.close())

async function call(method: string, path: string, body?: string | Uint8Array<ArrayBuffer>) {
  const reply = await fetch(`${stub.url}/site/big${path}`, { method, ...(body === undefined ? {} : { body }) })
  const text = await reply.text()
  return { status: reply.status, code: /<Code>([^<]*)</.exec(text)?.[1], text, etag: reply.headers.get('etag') ?? '' }
}

async function upload(parts: Uint8Array<ArrayBuffer>[]) {
  const id = /<UploadId>(.*)<\/UploadId>/.exec((await call('POST', '?uploads')).text)?.[1]
  const etags: string[] = []
  for (const [i, part] of parts.entries()) {
    etags.push((await call('PUT', `?partNumber=${i + 1}&uploadId=${id}`, part)).etag)
  }
  const complete = (numbers: number[]) =>
    call(
      'POST',
      `?uploadId=${id}`,
      `<CompleteMultipartUpload>${numbers.map((n) => `<Part><PartNumber>${n}</PartNumber><ETag>${etags[n - 1] ?? 'x'}</ETag></Part>`).join('')}</CompleteMultipartUpload>`,
    )
  return { id, complete }
}

const five = 5 * 1024 * 1024

function bytes(size: number, value: number) {
  return new Uint8Array(size).fill(value)
}

it('joins parts, and makes the ETag from the MD5s of the parts', async () => {
  stub = await startAwsStub()
  const parts = [bytes(five, 1), bytes(10, 2)]
  const { complete, id } = await upload(parts)
  expect((await call('GET', `?uploadId=${id}`)).text.match(/<PartNumber>/g)).toHaveLength(2)
  expect((await complete([1, 2])).status).toBe(200)
  const digests = Buffer.concat(parts.map((part) => Buffer.from(hash('md5', part), 'hex')))
  expect(stub.objects.get('big')?.etag).toBe(`${hash('md5', digests)}-2`)
  expect(stub.objects.get('big')?.body?.equals(Buffer.concat(parts))).toBe(true)
  expect((await complete([1, 2])).code).toBe('NoSuchUpload')
})

it('refuses a small part before the last, parts out of order and unknown parts', async () => {
  stub = await startAwsStub()
  const small = await upload([bytes(five - 1, 1), bytes(10, 2)])
  expect((await small.complete([1, 2])).code).toBe('EntityTooSmall')
  expect((await small.complete([2, 1])).code).toBe('InvalidPartOrder')
  expect((await small.complete([3])).code).toBe('InvalidPart')
  expect((await call('PUT', `?partNumber=10001&uploadId=${small.id}`, 'x')).code).toBe('InvalidArgument')
  expect(stub.objects.size).toBe(0)
})

it('forgets an aborted upload', async () => {
  stub = await startAwsStub()
  const { id, complete } = await upload([bytes(10, 1)])
  expect((await call('DELETE', `?uploadId=${id}`)).status).toBe(204)
  expect((await complete([1])).code).toBe('NoSuchUpload')
})
