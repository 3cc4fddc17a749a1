import type { Activity } from '@cruddur/contract/activities'
import { QueryClient } from '@tanstack/react-query'
import { beforeEach, describe, expect, it } from 'vitest'
import { dropExpired, showChangedAuthor } from './crud-cache.ts'
import { insertPublished } from './crud-insert.ts'
import { crudQuery, homeQuery, profileQuery, threadQuery } from './cruds.queries.ts'

const now = Date.UTC(2026, 10, 22, 12)
let count = 0

const crud = (left: number, change: Partial<Activity> = {}): Activity => ({
  uuid: `018f0000-0000-7000-8000-${String(count++).padStart(12, '0')}`,
  display_name: 'Worf',
  handle: 'worf',
  message: 'a crud',
  replies_count: 0,
  reposts_count: 0,
  likes_count: 0,
  reply_to_activity_uuid: null,
  created_at: new Date(now - 3_600_000).toISOString(),
  expires_at: new Date(now + left).toISOString(),
  ...change,
})

const profile = {
  uuid: crud(0).uuid,
  cognito_user_uuid: crud(0).uuid,
  handle: 'worf',
  display_name: 'Worf',
  bio: '',
  cruds_count: 1,
  followers_count: 0,
  following_count: 0,
}

describe('the cache of cruds', () => {
  let client: QueryClient
  const home = (...pages: Activity[][]) =>
    client.setQueryData(homeQuery().queryKey, {
      pages: pages.map((cruds, index) => ({ cruds, next: index < pages.length - 1 ? 'more' : undefined })),
      pageParams: pages.map(() => undefined),
    })
  const thread = (activity: Activity, replies: Activity[], next?: string, nested: Activity[] = []) =>
    client.setQueryData(threadQuery('worf', activity.uuid).queryKey, {
      pages: [{ activity, cruds: replies, nested, next }],
      pageParams: [undefined],
    })
  const homeCruds = () => client.getQueryData(homeQuery().queryKey)?.pages.map((page) => page.cruds)
  beforeEach(() => {
    client = new QueryClient()
  })

  it('guarantee 8: holds nothing that has expired, on any page of any list', () => {
    const [dead, alive, late] = [crud(0), crud(1), crud(-5000)]
    home([alive, dead], [late])
    thread(alive, [dead, alive])
    thread(dead, [crud(-1)])
    client.setQueryData(crudQuery(late.uuid).queryKey, late)
    client.setQueryData(profileQuery('worf').queryKey, {
      pages: [{ profile, cruds: [dead], next: undefined }],
      pageParams: [undefined],
    })
    dropExpired(client, now)
    expect(homeCruds()).toEqual([[alive], []])
    expect(client.getQueryData(threadQuery('worf', alive.uuid).queryKey)?.pages[0]?.cruds).toEqual([alive])
    expect(client.getQueryData(threadQuery('worf', dead.uuid).queryKey)?.pages[0]).toMatchObject({
      activity: null,
      cruds: [],
    })
    expect(client.getQueryData(crudQuery(late.uuid).queryKey)).toBeNull()
    expect(client.getQueryData(profileQuery('worf').queryKey)?.pages[0]).toMatchObject({ profile, cruds: [] })
  })

  it('stays the same object while nothing expires, so that nothing is rendered again', () => {
    home([crud(1000)])
    const before = client.getQueryData(homeQuery().queryKey)
    dropExpired(client, now)
    expect(client.getQueryData(homeQuery().queryKey)).toBe(before)
  })

  it('does not look newly fetched after a sweep', () => {
    home([crud(0)])
    const fetched = client.getQueryState(homeQuery().queryKey)?.dataUpdatedAt
    dropExpired(client, now)
    expect(client.getQueryState(homeQuery().queryKey)?.dataUpdatedAt).toBe(fetched)
  })

  it('puts a new crud on top of home, once', () => {
    const [old, fresh] = [crud(1000), crud(2000)]
    home([old])
    insertPublished(client, fresh)
    insertPublished(client, fresh)
    expect(homeCruds()).toEqual([[fresh, old]])
  })

  it('puts a reply at the end of its thread, counts it everywhere, and leaves home alone', () => {
    const parent = crud(1000)
    home([parent])
    thread(parent, [])
    const reply = crud(1000, { reply_to_activity_uuid: parent.uuid })
    insertPublished(client, reply)
    expect(homeCruds()).toEqual([[{ ...parent, replies_count: 1 }]])
    expect(client.getQueryData(threadQuery('worf', parent.uuid).queryKey)?.pages[0]).toMatchObject({
      activity: { replies_count: 1 },
      cruds: [reply],
    })
  })

  it('does not append a reply while the thread has more pages', () => {
    const parent = crud(1000)
    thread(parent, [], 'more')
    insertPublished(client, crud(1000, { reply_to_activity_uuid: parent.uuid }))
    expect(client.getQueryData(threadQuery('worf', parent.uuid).queryKey)?.pages[0]?.cruds).toEqual([])
  })

  it('guarantee 8: holds no reply to a reply that has expired', () => {
    const [parent, dead, alive] = [crud(1000), crud(0), crud(500)]
    thread(parent, [], undefined, [dead, alive])
    dropExpired(client, now)
    expect(client.getQueryData(threadQuery('worf', parent.uuid).queryKey)?.pages[0]?.nested).toEqual([alive])
  })

  it('puts a reply to a reply below that in every thread that shows it, once', () => {
    const parent = crud(1000)
    const reply = crud(900, { reply_to_activity_uuid: parent.uuid })
    thread(parent, [reply])
    const below = crud(800, { reply_to_activity_uuid: reply.uuid })
    insertPublished(client, below)
    insertPublished(client, below)
    expect(client.getQueryData(threadQuery('worf', parent.uuid).queryKey)?.pages[0]?.nested).toEqual([below])
  })

  it('renames an author on all their cruds', () => {
    home([crud(1000), crud(1000, { handle: 'ada', display_name: 'Ada' })])
    showChangedAuthor(client, { uuid: '', handle: 'worf', display_name: 'Mr Worf', face: null })
    expect(homeCruds()?.[0]?.map((one) => one.display_name)).toEqual(['Mr Worf', 'Ada'])
  })
})
