import { beforeEach, describe, expect, it } from 'vitest'
import { createMemoryStorage } from '../client/device-storage.ts'
import { createDrafts } from './drafts.ts'

const day = 24 * 3600 * 1000

describe('drafts', () => {
  let storage: Storage
  let now = 0
  const drafts = () => createDrafts(storage, () => now)
  beforeEach(() => {
    storage = createMemoryStorage()
    now = Date.UTC(2026, 10, 22)
  })

  it('are there after a reload, each under its key', () => {
    drafts().save('worf.crud', 'Qapla’')
    drafts().save('worf.reply', 'No.')
    expect([drafts().load('worf.crud'), drafts().load('worf.reply'), drafts().load('ada.crud')]).toEqual([
      'Qapla’',
      'No.',
      '',
    ])
  })

  it('are listed by whose they are, the latest first, without those that are too old', () => {
    drafts().save('worf.crud', 'old')
    now += 29 * day
    drafts().save('worf.crud.1', 'first')
    now += 1
    drafts().save('worf.message.ada', 'second')
    drafts().save('ada.crud', 'hers')
    drafts().save('worf.crud.2', '  ')
    expect(
      drafts()
        .list('worf.')
        .map(({ key, text }) => [key, text]),
    ).toEqual([
      ['worf.message.ada', 'second'],
      ['worf.crud.1', 'first'],
      ['worf.crud', 'old'],
    ])
    now += day
    expect(drafts().list('worf.')).toHaveLength(2)
  })

  it('leave nothing behind when they are emptied', () => {
    drafts().save('worf.crud', 'a')
    drafts().save('worf.crud', '')
    expect(storage.length).toBe(0)
  })

  it('are forgotten 30 days after they were touched last', () => {
    drafts().save('worf.crud', 'old')
    now += 30 * day - 1
    expect(drafts().load('worf.crud')).toBe('old')
    now += 1
    expect(drafts().load('worf.crud')).toBe('')
    drafts().dropOld()
    expect(storage.length).toBe(0)
  })

  it.each(['', '{', 'null', '[]', '{"text":1,"at":2}', '{"text":"a"}'])('survive %s in their place', (junk) => {
    storage.setItem('cruddur.written.draft.worf.crud', junk)
    expect(drafts().load('worf.crud')).toBe('')
    drafts().dropOld()
    expect(storage.length).toBe(0)
  })
})
