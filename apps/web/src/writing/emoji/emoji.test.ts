import { expect, it } from 'vitest'
import { emojiGroups, searchEmoji } from './emoji.ts'

it('every group has emoji, and none has skin tones alone', () => {
  expect(emojiGroups).toHaveLength(9)
  for (const { name, emoji } of emojiGroups) expect(emoji.length, name).toBeGreaterThan(50)
  expect(emojiGroups.flatMap(({ emoji }) => emoji).map(({ unicode }) => unicode)).not.toContain('🏻')
})

it.each([
  ['fire', '🔥'],
  ['red heart', '❤️'],
  ['GRIN', '😀'],
  ['scot', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'],
])('%s finds %s', (term, unicode) => {
  expect(searchEmoji(term).map((emoji) => emoji.unicode)).toContain(unicode)
})

it('the one that is called just so comes first', () => {
  expect(searchEmoji(' Fire ')[0]?.unicode).toBe('🔥')
})

it('what is nothing’s name finds nothing', () => {
  expect(searchEmoji('qqqq')).toEqual([])
})
