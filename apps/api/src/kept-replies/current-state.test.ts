import { expect, it } from 'vitest'
import { createCurrentState } from './current-state.ts'
import { type DatabaseState, isUnchanged } from './database-state.store.ts'
import { KeptReply, RepliesOfAState } from './replies-of-a-state.ts'

const state: DatabaseState = {
  snapshot: '10:10:',
  writing: false,
  now: 1_000.5,
  mark: null,
  next_deadline: 2_000,
  at: 1_001,
  horizon: '10',
}
const reply = (size = 1) => new KeptReply('a'.repeat(size), 'application/json', undefined)

/** A database that answers when it is told to. */
function slowDatabase() {
  const asked: ((answer: DatabaseState | Error) => void)[] = []
  const ask = () => {
    const { promise, resolve, reject } = Promise.withResolvers<DatabaseState>()
    asked.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer)))
    return promise
  }
  /** The answer to the question of this number, as soon as it is asked. */
  async function answer(number: number, given: DatabaseState | Error): Promise<void> {
    while (!asked[number]) await new Promise(setImmediate)
    asked[number](given)
  }
  return { asked, answer, current: createCurrentState(ask) }
}

it('one question serves all who came before it was asked, and nobody who came after', async () => {
  const { asked, answer, current } = slowDatabase()
  const early = [current.confirmed(), current.confirmed(), current.confirmed()]
  while (asked.length === 0) await new Promise(setImmediate)
  const late = [current.confirmed(), current.confirmed()]
  await answer(0, state)
  for (const one of await Promise.all(early)) expect(one.state).toBe(state)
  await answer(1, { ...state, now: 1_500 })
  for (const one of await Promise.all(late)) expect(one.state.now).toBe(1_500)
  expect(asked).toHaveLength(2)
})

it('replies last until the database says that something has changed', async () => {
  const { answer, current } = slowDatabase()
  const confirm = async (number: number, given: DatabaseState) => {
    const confirmed = current.confirmed()
    await answer(number, given)
    return (await confirmed).replies
  }
  const first = await confirm(0, state)
  first.expect('/home').end(reply())
  expect((await confirm(1, { ...state, now: 1_999.999 })).get('/home')).toEqual(reply())
  expect((await confirm(2, { ...state, now: 2_000 })).get('/home')).toBeUndefined()
})

it('a reply whose reading began before a change is not among those after it', async () => {
  const { answer, current } = slowDatabase()
  const coming = current.latestReplies().expect('/home')
  const confirmed = current.confirmed()
  await answer(0, state)
  coming.end(reply())
  expect((await confirmed).replies.get('/home')).toBeUndefined()
})

it('a question that fails is asked again for those who come later', async () => {
  const { answer, current } = slowDatabase()
  const failed = expect(current.confirmed()).rejects.toThrow('away')
  await answer(0, new Error('away'))
  await failed
  const confirmed = current.confirmed()
  await answer(1, state)
  expect((await confirmed).state).toBe(state)
})

it.each([
  ['a commit', { snapshot: '10:11:' }],
  ['a transaction that ended among others', { snapshot: '10:10:9' }],
  ['a deadline', { now: 2_000 }],
  ['a clock that was set back', { now: 1_000 }],
  ['a clock mark', { mark: 1_500 }],
  ['a transaction that writes itself', { writing: true }],
] as const)('%s is a change', (_what, change) => {
  expect(isUnchanged(state, { ...state, now: 1_999, ...change })).toBe(false)
  expect(isUnchanged(state, { ...state, now: 1_999 })).toBe(true)
})

it('keeps no more than fits, but everybody who waits gets the reply', async () => {
  const replies = new RepliesOfAState()
  replies.expect('/first').end(reply(30 * 1024 * 1024))
  const coming = replies.expect('/second')
  const waiting = replies.get('/second')
  coming.end(reply(3 * 1024 * 1024))
  expect((await waiting)?.bytes).toHaveLength(3 * 1024 * 1024)
  expect(replies.get('/second')).toBeUndefined()
  expect(replies.get('/first')).toBeDefined()
})

it('nobody waits for a reply that cannot be kept', async () => {
  const replies = new RepliesOfAState()
  const coming = replies.expect('/missing')
  const waiting = replies.get('/missing')
  coming.end(null)
  coming.end(reply())
  expect(await waiting).toBeNull()
  expect(replies.get('/missing')).toBeUndefined()
})

it('knows whether anybody waits for a reply', () => {
  const replies = new RepliesOfAState()
  const coming = replies.expect('/page')
  replies.get('/other')
  expect(coming.isAwaited()).toBe(false)
  replies.get('/page')
  expect(coming.isAwaited()).toBe(true)
})
