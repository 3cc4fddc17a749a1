import type { DirectMessage } from '@cruddur/contract/messages'
import { describe, expect, it } from 'vitest'
import { byDay, dayWords } from './days.ts'

const at = (...when: [number, number, number, number, number]) =>
  ({ created_at: new Date(...when).toISOString() }) as DirectMessage

describe('days', () => {
  it('separate messages at midnight, and across years', () => {
    const messages = [at(2025, 11, 31, 23, 59), at(2026, 0, 1, 0, 0), at(2026, 0, 1, 23, 59)]
    expect(byDay(messages).map((day) => day.messages.length)).toEqual([1, 2])
    expect(byDay([])).toEqual([])
  })

  it('have the names that people use', () => {
    const now = new Date(2026, 0, 1, 9).getTime()
    const name = (day: number) => new Date(2026, 0, day).toDateString()
    expect(dayWords(name(1), now)).toBe('Today')
    expect(dayWords(name(0), now)).toBe('Yesterday')
    expect(dayWords(name(-1), now)).toMatch(/30.*2025|2025.*30/)
    expect(dayWords(new Date(2026, 2, 3).toDateString(), now)).not.toMatch(/2026/)
  })
})
