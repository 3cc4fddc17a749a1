import type { Activity } from '@cruddur/contract/activities'
import { beforeEach, describe, expect, it } from 'vitest'
import type { CrudPage } from '../../cruds/crud-list.ts'
import { addFresh, dropFresh, dropFreshBy, dropOldFresh, shortenFresh } from './fresh-cruds.ts'
import { freshCruds } from './fresh-store.ts'
import { withNewest } from './show-fresh.ts'

const waiting = () => freshCruds.get().map(({ uuid }) => uuid)
const hour = 3_600_000

describe('new cruds that wait to be shown', () => {
  beforeEach(() => freshCruds.set([]))

  it('are counted once each', () => {
    for (const uuid of ['a', 'b', 'a']) addFresh(uuid, 'worf')
    expect(waiting()).toEqual(['a', 'b'])
    dropFresh(new Set(['a', 'c']))
    expect(waiting()).toEqual(['b'])
  })

  it('guarantee 6: are not counted once they may have expired', () => {
    addFresh('a', 'worf')
    addFresh('b', 'worf')
    const now = Date.now()
    shortenFresh('a', now + 1000)
    shortenFresh('b', now + 9 * hour)
    dropOldFresh(now + 999)
    expect(waiting()).toEqual(['a', 'b'])
    dropOldFresh(now + 1000)
    expect(waiting()).toEqual(['b'])
    dropOldFresh(now + hour + 10_000)
    expect(waiting()).toEqual([])
  })

  it('of somebody who is muted or blocked are removed', () => {
    addFresh('a', 'worf')
    addFresh('b', 'data')
    dropFreshBy('worf')
    expect(waiting()).toEqual(['b'])
  })

  it('notify no listener when nothing changes', () => {
    addFresh('a', 'worf')
    const before = freshCruds.get()
    dropFresh(new Set(['z']))
    dropOldFresh(0)
    expect(freshCruds.get()).toBe(before)
  })
})

describe('the newest page above the known ones', () => {
  const page = (names: string, next?: string): CrudPage => ({
    cruds: [...names].map((uuid) => ({ uuid }) as Activity),
    next,
  })
  const known = (...pages: CrudPage[]) => ({ pages, pageParams: pages.map(() => undefined) })
  const shown = (data: { pages: CrudPage[] }) => data.pages.map(({ cruds }) => cruds.map(({ uuid }) => uuid).join(''))

  it('leaves known cruds where they are, each once', () => {
    expect(shown(withNewest(known(page('cde', '1'), page('fg')), page('abcd', '2')))).toEqual(['abcde', 'fg'])
  })

  it('replaces the known pages when there is a gap between: nobody could see the gap', () => {
    expect(shown(withNewest(known(page('xyz')), page('abc', '1')))).toEqual(['abc'])
  })

  it('joins the known pages when it is the last page', () => {
    expect(shown(withNewest(known(page('')), page('a')))).toEqual(['a'])
    expect(shown(withNewest(undefined, page('a')))).toEqual(['a'])
  })
})
