import { expect, it, vi } from 'vitest'
import { createCurrentState } from './current-state.ts'
import { keptReply } from './testing/kept-reply.ts'
import { believedMs, slowDatabase, state } from './testing/slow-database.ts'

/** Visitors are shown a page that is asked for. */
async function withPageAskedFor(readAnew: () => Promise<string> = async () => 'new', until?: number) {
  const database = slowDatabase()
  const replies = await database.confirm(0, state)
  const page = keptReply('old', readAnew, until)
  replies.expect('/home').end(page)
  for (let time = 0; time < 2; time++) replies.sent('/home', page)
  const shown = () => {
    const known = database.current.known()
    return known?.replies.get('/home', known.now)
  }
  const textShown = () => {
    const kept = shown()
    return kept && 'bytes' in kept ? kept.bytes.toString() : kept
  }
  return { ...database, page, textShown }
}

const changed = { ...state, snapshot: '10:11:' }

it('what is asked for is read anew before visitors are shown a write, whose client is told then', async () => {
  let isTold = false
  const whileRead: unknown[] = []
  const { answer, current, textShown } = await withPageAskedFor(async () => {
    whileRead.push(textShown(), isTold)
    return 'new'
  })
  const told = current.written()?.then(() => {
    isTold = true
  })
  await answer(1, changed)
  await told
  expect(whileRead).toEqual(['old', false])
  await current.confirmed()
  expect(textShown()).toBe('new')
})

it('a page that is asked for and takes long to read holds nobody who wrote', async () => {
  const page = Promise.withResolvers<string>()
  const { answer, current, textShown } = await withPageAskedFor(() => page.promise)
  const told = current.written()
  await answer(1, changed)
  await told
  await current.confirmed()
  expect(textShown()).toBeInstanceOf(Promise)
  page.resolve('new')
  await expect.poll(textShown).toBe('new')
})

it('a page that can no longer be read is read by whoever asks for it', async () => {
  const { answer, current, textShown } = await withPageAskedFor(() => Promise.reject(new Error('away')))
  const told = current.written()
  await answer(1, changed)
  await told
  expect(textShown()).toBeUndefined()
})

it('who wrote is told when it is unknown what has changed, and visitors are shown nothing old', async () => {
  const { answer, current, textShown } = await withPageAskedFor()
  const told = current.written()
  await answer(1, new Error('away'))
  await told
  expect(textShown()).toBeUndefined()
})

it('who wrote is told soon when the database does not answer, and visitors are shown nothing old', async () => {
  const { current, textShown } = await withPageAskedFor()
  await current.written()
  expect(textShown()).toBeUndefined()
})

it('guarantee 3: what is read anew while kept words are dropped is dropped, too', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  try {
    const { answer, current, textShown } = await withPageAskedFor(async () => {
      vi.advanceTimersByTime(1_000)
      return 'new'
    })
    current.dropLater()
    const told = current.written()
    await answer(1, changed)
    await told
    await current.confirmed()
    expect(textShown()).toBe('new')
    vi.advanceTimersByTime(1_000)
    expect(textShown()).toBeUndefined()
  } finally {
    vi.useRealTimers()
  }
})

it('two writes that end while a question is asked share the next one', async () => {
  const { asked, question, answer, current, textShown } = await withPageAskedFor()
  const first = current.written()
  await question(1)
  const others = [current.written(), current.written()]
  await answer(1, changed)
  await first
  await answer(2, { ...changed, snapshot: '10:12:' })
  await Promise.all(others)
  await current.confirmed()
  expect(asked).toHaveLength(3)
  expect(textShown()).toBe('new')
})

it('who wrote is told at once where nobody asks for anything, and if every reply needs a question', async () => {
  expect(slowDatabase().current.written()).toBeUndefined()
  const strict = createCurrentState(async () => state, 0)
  const { replies } = await strict.confirmed()
  const page = keptReply('old')
  replies.expect('/home').end(page)
  replies.sent('/home', page)
  expect(strict.written()).toBeUndefined()
})

it('guarantee 1: while a page is read anew nobody is shown the old one once a crud may have ended', async () => {
  const whileRead: unknown[] = []
  const { answer, clock, current, textShown } = await withPageAskedFor(async () => {
    whileRead.push(textShown())
    clock.now += 2
    whileRead.push(textShown())
    return 'new'
  }, state.now + 2)
  const told = current.written()
  await answer(1, changed)
  await told
  expect(whileRead).toEqual(['old', undefined])
})

it('the database is asked again before its answer is too old, as long as visitors come', async () => {
  const { asked, answer, clock, current } = await withPageAskedFor()
  clock.now += believedMs
  const confirmed = current.confirmed()
  for (let number = 1; number < 6; number++) await answer(number, state)
  await confirmed
  const from = performance.now()
  await expect.poll(() => performance.now() - from, { interval: 1 }).toBeGreaterThan(3 * believedMs)
  expect(asked).toHaveLength(6)
  expect(current.known()).toBeDefined()
})
