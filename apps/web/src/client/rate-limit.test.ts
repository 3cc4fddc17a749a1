import { expect, it } from 'vitest'
import { serverClock } from './clock/server-clock.ts'
import { errorWords } from './error-words.ts'
import { noteRateLimit } from './rate-limit.ts'
import { waitWords } from './rate-limit-words.ts'

it.each([
  [0, '1 second'],
  [0.2, '1 second'],
  [1.2, '2 seconds'],
  [59.5, '60 seconds'],
  [60, '1 minute'],
  [61, '2 minutes'],
  [3599, '60 minutes'],
  [3600, '1 hour'],
  [7201, '3 hours'],
])('%d s is %s', (seconds, words) => expect(waitWords(seconds)).toBe(words))

const httpDate = (fromNowMs: number) => new Date(serverClock.now() + fromNowMs).toUTCString()

it.each([
  ['7', 'Too many requests. Try again in 7 seconds.'],
  ['120', 'Too many requests. Try again in 2 minutes.'],
  ['3000', 'Too many requests. Try again in 50 minutes.'],
  [httpDate(30 * 60_000), 'Too many requests. Try again in 30 minutes.'],
  ['0', 'Too many requests. You can try again now.'],
  [httpDate(-60_000), 'Too many requests. You can try again now.'],
  [null, 'Too many requests. Wait a minute and try again.'],
  ['soon', 'Too many requests. Wait a minute and try again.'],
])('after `Retry-After: %s` the words are: %s', (header, words) => {
  noteRateLimit(header)
  expect(errorWords.rate_limited).toBe(words)
})
