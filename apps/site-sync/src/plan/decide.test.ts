import { describe, expect, it } from 'vitest'
import type { Remembered, Stored, Wanted } from '../model/change.ts'
import { decide } from './decide.ts'

const md5 = 'a'.repeat(32)
const headers = { 'cache-control': 'no-cache', 'content-type': 'text/html' }
const wanted: Wanted = { key: 'about', file: 'about.html', size: 3, headers, encoding: null, stage: 'entry' }
const stored: Stored = { key: 'about', etag: 'e1', size: 3 }
const known: Remembered = { etag: 'e1', md5, encoding: null, headers }

function actionOf(
  there: Stored | null,
  memory: Remembered | null = null,
  isSame = false,
  adopt: 'headers' | 'trust' = 'headers',
) {
  const { action, note } = decide(wanted, md5, there, memory, isSame, adopt)
  return note === undefined ? action : `${action}: ${note}`
}

it('has all that is needed to do it', () => {
  expect(decide({ ...wanted, encoding: 'br' }, md5, null, null, false, 'headers')).toEqual({
    path: 'about',
    action: 'create',
    md5,
    size: 3,
    file: 'about.html',
    headers,
    encoding: 'br',
    stage: 'entry',
  })
  expect(decide({ ...wanted, key: 'about.html' }, md5, null, null, false, 'headers')).not.toHaveProperty('file')
  expect(decide({ ...wanted, file: null }, md5, null, null, false, 'headers')).not.toHaveProperty('file')
})

describe('an object that is remembered', () => {
  it('as it is: nothing', () => expect(actionOf(stored, known)).toBe('no_change'))
  it('with other bytes: update', () => expect(actionOf(stored, { ...known, md5: 'b' }, true)).toBe('update'))
  it('packed otherwise: update', () => expect(actionOf(stored, { ...known, encoding: 'gzip' }, true)).toBe('update'))
  it('with other headers: headers, and which', () => {
    const others = {
      ...known,
      headers: { 'content-type': 'text/plain', expires: 'never', 'cache-control': 'no-cache' },
    }
    expect(actionOf(stored, others)).toBe('headers: content-type, expires')
    expect(actionOf(stored, others, true, 'trust')).toBe('headers: content-type, expires')
  })
  it('and is gone: create', () => expect(actionOf(null, known)).toBe('create'))
  it('and has been written by somebody else since: as if it were not', () => {
    expect(actionOf({ ...stored, etag: 'e2' }, known)).toBe('update')
    expect(actionOf({ ...stored, etag: 'e2' }, known, true)).toBe('headers: not written by site-sync before')
  })
})

describe('an object that is not', () => {
  it('with other bytes: update', () => expect(actionOf(stored)).toBe('update'))
  it('with these bytes: its headers, since nobody knows them', () => {
    expect(actionOf(stored, null, true)).toBe('headers: not written by site-sync before')
  })
  it('with these bytes, when they are trusted: nothing', () => {
    expect(actionOf(stored, null, true, 'trust')).toBe('no_change')
  })
})
