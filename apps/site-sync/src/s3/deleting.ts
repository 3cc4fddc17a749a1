import { hash } from 'node:crypto'
import type { Reply } from '../http/reply.ts'
import { BucketError } from './bucket.ts'
import type { Client } from './client.ts'
import { isPassing } from './failure.ts'
import { escapeXml, fitsXml, readXml, textOf } from './xml.ts'

type Left = { key: string; code: string; message: string }

/** Times that keys are asked for again which S3 says it could not delete just now. */
const rounds = 4

/** @throws BucketError that names what is still there */
export async function deleteObjects(client: Client, keys: string[]): Promise<void> {
  if (keys.length > 1000) throw new RangeError(`S3 deletes 1,000 objects at a time, not ${keys.length}`)
  let keysLeft = keys.filter(fitsXml)
  const failed: Left[] = []
  // Those have no name in XML.
  await Promise.all(keys.filter((key) => !fitsXml(key)).map((key) => deleteOne(client, key, failed)))
  for (let round = 1; keysLeft.length > 0; round += 1) {
    const left = await deleteMany(client, keysLeft)
    const again = round < rounds ? left.filter(mayPass) : []
    failed.push(...left.filter((one) => !again.includes(one)))
    keysLeft = again.map((one) => one.key)
  }
  if (failed.length > 0) throw couldNot(client.bucket, failed)
}

async function deleteOne(client: Client, key: string, failed: Left[]): Promise<void> {
  try {
    await client.call({ operation: 'DeleteObject', method: 'DELETE', key })
  } catch (error) {
    if (!(error instanceof BucketError) || error.status === 0) throw error
    failed.push({ key, code: error.code, message: error.message })
  }
}

async function deleteMany(client: Client, keys: string[]): Promise<Left[]> {
  const named = keys.map((key) => `<Object><Key>${escapeXml(key)}</Key></Object>`).join('')
  const body = Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?><Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Quiet>true</Quiet>${named}</Delete>`,
  )
  const headers = { 'content-md5': hash('md5', body, 'base64'), 'content-type': 'application/xml' }
  let left: Left[] = []
  const check = (reply: Reply) => {
    try {
      left = readResult(reply.body.toString())
      // One for each key is rather an answer to the request: to be tried again as that, with pauses.
      const slow = left.find((one) => one.code === 'SlowDown')
      return slow && left.length === keys.length ? new BucketError(slow.code, 503, slow.message) : null
    } catch (cause) {
      const why = (cause as Error).message
      return new BucketError('BadReply', 200, `It is not known which objects were deleted: ${why}.`)
    }
  }
  await client.call({ operation: 'DeleteObjects', method: 'POST', query: { delete: '' }, headers, body, check })
  return left
}

function readResult(text: string): Left[] {
  const root = readXml(text)
  if (root.name !== 'DeleteResult') throw new Error(`<${root.name}> in place of <DeleteResult>`)
  const errors = root.children.filter((element) => element.name === 'Error')
  return errors.map((element) => {
    const key = textOf(element, 'Key') ?? ''
    return { key, code: textOf(element, 'Code') ?? 'Error', message: textOf(element, 'Message') ?? '' }
  })
}

function mayPass({ key, code, message }: Left): boolean {
  return key !== '' && isPassing(new BucketError(code, 200, message))
}

function couldNot(bucket: string, failed: Left[]): BucketError {
  const some = failed.slice(0, 10).map(({ key, code }) => `${key} (${code})`)
  const rest = failed.length > some.length ? ` and ${failed.length - some.length} more` : ''
  const first = failed[0] as Left
  const words = `${failed.length} of the objects in s3://${bucket} could not be deleted: ${some.join(', ')}${rest}.`
  return new BucketError(first.code, 200, words)
}
