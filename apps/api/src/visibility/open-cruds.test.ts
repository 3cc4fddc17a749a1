import { openTempKeyRing } from '@cruddur/key-ring/testing/temp-key-ring'
import { sealCrud } from '@cruddur/storage/cruds/sealed-cruds'
import { afterAll, expect, it } from 'vitest'
import { cutToPage } from '../http/paging.ts'
import type { SealedActivity } from './activity-columns.ts'
import { openPage } from './open-cruds.ts'

const keys = await openTempKeyRing()
afterAll(() => keys.close())

const instant = new Date().toISOString()
const endsAt = new Date(Date.now() + 3_600_000)

function sealed(message: string): SealedActivity & { at: string } {
  const { uuid, sealed } = sealCrud(keys, { uuid: crypto.randomUUID(), message, endsAt })
  const counts = { replies_count: 0, reposts_count: 0, likes_count: 0 }
  const author = { handle: 'worf', display_name: 'Worf', face: null }
  const parent = { reply_to_activity_uuid: null, reply_to_handle: null }
  const times = { created_at: instant, expires_at: endsAt.toISOString(), at: instant }
  return { uuid, sealed, ...counts, ...author, ...parent, ...times }
}

it('opens what the page shows, and nothing beyond it, which still tells that there is a next page', () => {
  const page = { limit: 2, after: undefined }
  const opened: string[] = []
  const noting = {
    ...keys,
    open(bytes: Uint8Array, place: string) {
      opened.push(place)
      return keys.open(bytes, place)
    },
  }
  const rows = ['first', 'second', 'third', 'fourth'].map(sealed)
  const list = openPage(noting, rows, page)
  expect(opened).toHaveLength(2)
  expect(list.map(({ message, hidden }) => [message, hidden])).toEqual([
    ['first', undefined],
    ['second', undefined],
    ['', true],
    ['', true],
  ])
  const { shown, next } = cutToPage(list, page)
  expect(shown.map(({ message }) => message)).toEqual(['first', 'second'])
  expect(next).toBeDefined()
})
