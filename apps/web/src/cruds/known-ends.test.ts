import type { Activity } from '@cruddur/contract/activities'
import { QueryClient } from '@tanstack/react-query'
import { beforeEach, expect, it } from 'vitest'
import { bringForward, fadeOut } from './crud-changes.ts'
import { homeQuery } from './cruds.queries.ts'
import { startExpirySweeper } from './expiry-sweeper.ts'

const inMs = (left: number) => new Date(Date.now() + left).toISOString()

const crud = (change: Partial<Activity> = {}): Activity => ({
  uuid: crypto.randomUUID(),
  display_name: 'Worf',
  handle: 'worf',
  message: 'a crud',
  replies_count: 0,
  reposts_count: 0,
  likes_count: 0,
  reply_to_activity_uuid: null,
  created_at: inMs(-3_600_000),
  expires_at: inMs(3_600_000),
  ...change,
})

let client: QueryClient
beforeEach(() => {
  client = new QueryClient()
  startExpirySweeper(client)
})

/** A reply that was on its way lands in the cache. Returns what the page shows of it. */
function land(...cruds: Activity[]) {
  const { queryKey } = homeQuery()
  client.setQueryData(queryKey, { pages: [{ cruds, next: undefined }], pageParams: [undefined] })
  return client.getQueryData(queryKey)?.pages.flatMap((page) => page.cruds) ?? []
}

it('guarantee 8: a reply that comes after the event does not bring a burnt crud back, nor its replies', () => {
  const [burnt, other] = [crud(), crud()]
  fadeOut(client, burnt.uuid)
  const shown = land(burnt, crud({ reply_to_activity_uuid: burnt.uuid }), other)
  const ends = shown.map(({ expires_at }) => Date.parse(expires_at) - Date.now())
  expect(ends.slice(0, -1).every((left) => left < 5_000)).toBe(true)
  expect(shown.at(-1)).toEqual(other)
})

it('guarantee 8: a reply that comes after the event does not give a shortened crud its old time back', () => {
  const shortened = crud()
  const deadline = inMs(60_000)
  bringForward(client, shortened.uuid, deadline)
  bringForward(client, shortened.uuid, inMs(120_000))
  expect(land(shortened)).toEqual([{ ...shortened, expires_at: deadline }])
  bringForward(client, shortened.uuid, inMs(-1))
  expect(land(shortened)).toEqual([])
})
