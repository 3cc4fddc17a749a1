import { activityThread } from '@cruddur/contract/activities'
import { createActivity, replyToActivity } from '@cruddur/contract/activities/publishing'
import { homeActivities } from '@cruddur/contract/feeds'
import { expect, it } from 'vitest'
import { addressOf, bodyOf, nextCursorOf } from './call-address.ts'

it('fills in the parameters of a path, encoded', () => {
  expect(addressOf(activityThread, { handle: 'worf', uuid: 'a/../b?c#d' })).toBe(
    '/api/activities/@worf/status/a%2F..%2Fb%3Fc%23d',
  )
})

it('puts into the query what the endpoint names and the caller gave', () => {
  expect(addressOf(homeActivities, { cursor: undefined })).toBe('/api/activities/home')
  expect(addressOf(homeActivities, { cursor: 'a_-b', nonsense: 1 })).toBe('/api/activities/home?cursor=a_-b')
})

it('carries what the body names, and no parameter of the path', () => {
  expect(bodyOf(replyToActivity, { uuid: 'x', message: 'hello' })).toBe('{"message":"hello"}')
  expect(bodyOf(createActivity, { message: 'hello', ttl: '1-day' })).toBe('{"message":"hello","ttl":"1-day"}')
  expect(bodyOf(homeActivities, {})).toBeUndefined()
})

it.each([
  ['</api/activities/home?limit=20&cursor=abc_-1>; rel="next"', 'abc_-1'],
  ['<https://api.example/x?cursor=a>; title="x"; rel=next', 'a'],
  ['</a?cursor=p>; rel="prev", </a?cursor=n>; rel="next"', 'n'],
  ['</a?cursor=p>; rel="prev"', undefined],
  ['nonsense', undefined],
  [null, undefined],
])('the cursor in %s is %s', (link, cursor) => expect(nextCursorOf(link)).toBe(cursor))
