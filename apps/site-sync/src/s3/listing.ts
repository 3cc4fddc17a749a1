import type { Reply } from '../http/reply.ts'
import { byBytes } from '../model/by-bytes.ts'
import type { Stored } from '../model/change.ts'
import { BucketError } from './bucket.ts'
import type { Client } from './client.ts'
import { type Element, readXml, textOf } from './xml.ts'

type Page = { objects: Stored[]; next: string | null }

/**
 * Pages of a listing. The next is asked for while the caller is busy with the last. Whatever is not surely a page is an
 * error and never the end: what is missing from a listing would be taken for deleted, or deleted.
 */
export async function* listPages(client: Client, prefix: string): AsyncGenerator<Stored[]> {
  let page = await fetchPage(client, prefix, null)
  const seen = new Set<string>()
  let last: string | null = null
  while (page.next !== null) {
    if (seen.has(page.next)) throw badPage('a page of it comes again')
    seen.add(page.next)
    last = checkOrder(page.objects, last)
    const next = fetchPage(client, prefix, page.next)
    // Nobody waits for it while the caller has the page, or any more when it has enough.
    next.catch(() => {})
    yield page.objects
    page = await next
  }
  checkOrder(page.objects, last)
  yield page.objects
}

/**
 * Checks that keys come in the order of their bytes: a run joins them with the files in that order.
 *
 * @returns the last key
 */
function checkOrder(objects: Stored[], before: string | null): string | null {
  let last = before
  for (const { key } of objects) {
    if (last !== null && byBytes(last, key) >= 0) throw badPage(`"${key}" comes after "${last}"`)
    last = key
  }
  return last
}

async function fetchPage(client: Client, prefix: string, token: string | null): Promise<Page> {
  const query: Record<string, string> = { 'list-type': '2', 'encoding-type': 'url', 'max-keys': '1000' }
  if (prefix) query['prefix'] = prefix
  if (token !== null) query['continuation-token'] = token
  let page: Page | undefined
  const check = (reply: Reply) => {
    try {
      page = readPage(reply.body.toString(), prefix)
      return null
    } catch (cause) {
      return badPage((cause as Error).message)
    }
  }
  await client.call({ operation: 'ListObjectsV2', method: 'GET', query, check })
  return page as Page
}

/** @throws Error for what is not a whole page of objects below the prefix */
export function readPage(text: string, prefix: string): Page {
  const root = readXml(text)
  if (root.name !== 'ListBucketResult') throw new Error(`<${root.name}> in place of <ListBucketResult>`)
  const decode = textOf(root, 'EncodingType') === 'url' ? decodeKey : (key: string) => key
  const objects: Stored[] = []
  for (const element of root.children) {
    if (element.name === 'Contents') objects.push(readObject(element, decode, prefix))
  }
  const count = textOf(root, 'KeyCount')
  if (count !== undefined && Number(count) !== objects.length) {
    throw new Error(`${objects.length} objects where it says ${count}`)
  }
  const truncated = textOf(root, 'IsTruncated')
  if (truncated !== 'true' && truncated !== 'false') throw new Error('it does not say whether there is more')
  if (truncated === 'false') return { objects, next: null }
  const next = textOf(root, 'NextContinuationToken')
  if (!next) throw new Error('there is more, and it does not say where')
  return { objects, next: own(next) }
}

function readObject(element: Element, decode: (key: string) => string, prefix: string): Stored {
  const rawKey = textOf(element, 'Key')
  const etag = textOf(element, 'ETag')
  const size = textOf(element, 'Size')
  if (!rawKey || !etag || !size || !/^\d+$/.test(size)) throw new Error('an object without key, ETag or size')
  const key = decode(rawKey)
  if (!key.startsWith(prefix)) throw new Error(`"${key}" is not below "${prefix}"`)
  return { key, etag: bareETag(etag), size: Number(size) }
}

/** A copy: a part of a string keeps the whole string in memory, here a page of the listing. */
function own(part: string): string {
  return Buffer.from(part).toString()
}

/** As forms are encoded: a plus is a space. */
function decodeKey(encoded: string): string {
  return /[%+]/.test(encoded) ? decodeURIComponent(encoded.replaceAll('+', ' ')) : encoded
}

export function bareETag(etag: string): string {
  return etag.replace(/^"|"$/g, '')
}

function badPage(why: string): BucketError {
  return new BucketError('BadReply', 200, `The listing of the bucket cannot be relied on: ${why}.`)
}
