import { describe, expect, it } from 'vitest'
import { createCoalescedToggle } from './coalesced-toggle.ts'

/** A server that replies when the test says so. */
const slow = () => {
  const waiting: { want: boolean; answer: () => void; fail: () => void }[] = []
  return {
    waiting,
    send: (want: boolean) =>
      new Promise<string>((resolve, reject) => {
        waiting.push({ want, answer: () => resolve(`${want}`), fail: () => reject(new Error('no')) })
      }),
  }
}
const settle = () => new Promise((done) => setTimeout(done))

describe('of many presses of one switch', () => {
  it('one request is in flight at a time, and the last press is the last that is sent', async () => {
    const toggle = createCoalescedToggle()
    const { waiting, send } = slow()
    const first = toggle.set('a', true, send)
    const later = [false, true, false].map((want) => toggle.set('a', want, send))
    expect(await Promise.all(later)).toEqual([undefined, undefined, undefined])
    expect(waiting).toHaveLength(1)
    waiting[0]?.answer()
    await settle()
    expect(waiting.map(({ want }) => want)).toEqual([true, false])
    waiting[1]?.answer()
    expect(await first).toBe('false')
    expect(toggle.isInFlight('a')).toBe(false)
  })

  it('none is sent that comes to what was sent already', async () => {
    const toggle = createCoalescedToggle()
    const { waiting, send } = slow()
    const first = toggle.set('a', true, send)
    for (const want of [false, true]) toggle.set('a', want, send)
    waiting[0]?.answer()
    expect(await first).toBe('true')
    expect(waiting).toHaveLength(1)
  })

  it('a failure ends them all, and the next press begins again', async () => {
    const toggle = createCoalescedToggle()
    const { waiting, send } = slow()
    const first = toggle.set('a', true, send)
    toggle.set('a', false, send)
    waiting[0]?.fail()
    await expect(first).rejects.toThrow('no')
    toggle.set('a', true, send)
    expect(waiting.map(({ want }) => want)).toEqual([true, true])
  })

  it('other switches do not wait', () => {
    const toggle = createCoalescedToggle()
    const { waiting, send } = slow()
    toggle.set('a', true, send)
    toggle.set('b', true, send)
    expect(waiting).toHaveLength(2)
  })
})
