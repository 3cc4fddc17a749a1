import { createHash } from 'node:crypto'
import { byBytes } from '../src/model/by-bytes.ts'
import type { Change, Headers, Remembered, Stored, Wanted } from '../src/model/change.ts'
import type { Settings } from '../src/model/settings.ts'
import { decide } from '../src/plan/decide.ts'
import { isSameBytes } from '../src/plan/possible-etags.ts'
import { decideStale } from '../src/plan/stale.ts'
import { createSelection } from '../src/rules/selection.ts'
import { entriesFrom, wantedFrom } from './joined.ts'

/** What a folder holds, by path; what a bucket holds, by key; and what a run wrote down of it. */
export type Folder = Map<string, string>
export type StoredObject = { body: string; headers: Headers; etag: string }
export type BucketModel = Map<string, StoredObject>
export type Memory = Map<string, Remembered>

export function md5Of(text: string) {
  return createHash('md5').update(text).digest('hex')
}

/** Stands for packing: other bytes, always the same. */
export function packedAs(body: string, encoding: Wanted['encoding']) {
  return encoding ? `${encoding}:${body}` : body
}

export function listed(bucket: BucketModel): Stored[] {
  return [...bucket]
    .map(([key, { etag, body }]) => ({ key, etag, size: Buffer.byteLength(body) }))
    .sort((a, b) => byBytes(a.key, b.key))
}

export function wantedOf(folder: Folder, settings: Settings): Promise<Wanted[]> {
  const files = [...folder].map(([path, body]) => ({ path, size: Buffer.byteLength(body) }))
  return wantedFrom(files, settings)
}

/** A plan, made as a run makes it. */
export async function planOf(
  folder: Folder,
  bucket: BucketModel,
  memory: Memory,
  settings: Settings,
): Promise<Change[]> {
  const entries = await entriesFrom(await wantedOf(folder, settings), listed(bucket), memory)
  const changes = entries.flatMap(({ wanted, stored, remembered }) => {
    if (!wanted) return []
    const body = bodyOf(folder, wanted.file)
    const packed = Buffer.from(packedAs(body, wanted.encoding))
    const bytes = { size: packed.length, md5: md5Of(packed.toString()), read: () => [packed] }
    const decideOne = async () => {
      const isSame = stored !== null && (await isSameBytes(stored, bytes))
      return decide(wanted, md5Of(body), stored, remembered, isSame, settings.adopt)
    }
    return [decideOne()]
  })
  const stale = decideStale(entries, settings, createSelection(settings)).map(({ change }) => change)
  return [...(await Promise.all(changes)), ...stale]
}

/** The bucket and the memory after a plan was carried out to the letter: by what its lines say, and by nothing else. */
export function applied(changes: Change[], folder: Folder, bucket: BucketModel, memory: Memory): [BucketModel, Memory] {
  const next = new Map(bucket)
  const known = new Map(memory)
  for (const { path, action, md5 = '', headers = {}, encoding = null, file } of changes) {
    if (action === 'delete') next.delete(path)
    if (action === 'create' || action === 'update') {
      const isRedirect = headers['x-amz-website-redirect-location'] !== undefined
      const body = packedAs(isRedirect ? '' : bodyOf(folder, file ?? path), encoding)
      next.set(path, { body, headers, etag: md5Of(body) })
    }
    const stands = next.get(path)
    if (action === 'headers' && stands) next.set(path, { ...stands, headers })
    if (action === 'delete') known.delete(path)
    else if (action !== 'ignore' && stands)
      known.set(path, { etag: next.get(path)?.etag ?? '', md5, encoding, headers })
  }
  return [next, known]
}

function bodyOf(folder: Folder, file: string | null): string {
  const body = file === null ? '' : folder.get(file)
  if (body === undefined) throw new Error(`the folder has no ${file}`)
  return body
}
