import type { DirectMessage } from '@cruddur/contract/messages'
import { describe, expect, it } from 'vitest'
import type { MessagePage } from './messages.queries.ts'
import { isUnread, livingIn, threadOf, withLatest } from './thread-pages.ts'

const start = Date.UTC(2026, 10, 22, 12)

/** The message of minute `at`; it lives for an hour. */
const message = (at: number, handle: string, read = false): DirectMessage => ({
  uuid: `018f0000-0000-7000-8000-${String(at).padStart(12, '0')}`,
  display_name: handle,
  handle,
  message: `message ${at}`,
  created_at: new Date(start + at * 60_000).toISOString(),
  expires_at: new Date(start + (at + 60) * 60_000).toISOString(),
  read,
})

const page = (next: string | undefined, ...messages: DirectMessage[]): MessagePage => ({ messages, next })
const words = (pages: readonly MessagePage[] | undefined) => pages && threadOf(pages).map((one) => one.message)

describe('a cached thread', () => {
  const older = page(undefined, message(1, 'ada'), message(2, 'worf'))
  const newest = page('2', message(3, 'ada'), message(4, 'worf'))

  it('is read oldest first across its pages', () => {
    expect(words([newest, older])).toEqual(['message 1', 'message 2', 'message 3', 'message 4'])
  })

  it('gets new messages at its end, once each', () => {
    const latest = page('3', message(4, 'worf'), message(5, 'ada'))
    const once = withLatest([newest, older], latest)
    expect(words(once)).toEqual(['message 1', 'message 2', 'message 3', 'message 4', 'message 5'])
    expect(words(withLatest(once ?? [], latest))).toEqual(words(once))
  })

  it('keeps the cursor of earlier messages', () => {
    expect(withLatest([newest, older], page('3', message(4, 'worf')))?.map(({ next }) => next)).toEqual([
      '2',
      undefined,
    ])
  })

  it('has to be fetched again when more came than one page holds', () => {
    expect(withLatest([newest, older], page('8', message(9, 'ada'), message(10, 'ada')))).toBeUndefined()
  })

  it('is the latest page when it was empty', () => {
    expect(words(withLatest([page(undefined)], page(undefined, message(9, 'ada'))))).toEqual(['message 9'])
    expect(withLatest([page('2'), older], page(undefined, message(9, 'ada')))).toBeUndefined()
  })

  it('is read up to the last message that is, on earlier pages too, for that sender only', () => {
    const pages = withLatest([newest, older], page('3', message(3, 'ada'), message(4, 'worf', true)))
    expect(threadOf(pages ?? []).map(({ read }) => read)).toEqual([false, true, false, true])
  })

  it('loses a message at its deadline, and is the same object while nothing expires', () => {
    const pages = [newest, older]
    const end = Date.parse(message(2, 'worf').expires_at)
    expect(livingIn(pages, Date.parse(message(1, 'ada').expires_at) - 1)).toBe(pages)
    expect(words(livingIn(pages, end - 1))).toEqual(['message 2', 'message 3', 'message 4'])
    expect(words(livingIn(pages, end))).toEqual(['message 3', 'message 4'])
  })

  it('has unread messages from others only', () => {
    expect(
      [message(1, 'ada'), message(1, 'ada', true), message(1, 'worf')].map((one) => isUnread(one, 'worf')),
    ).toEqual([true, false, false])
  })
})
