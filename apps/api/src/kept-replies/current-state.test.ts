import { expect, it } from 'vitest'
import { isUnchanged } from './database-state.store.ts'
import { keptReply } from './testing/kept-reply.ts'
import { believedMs, slowDatabase, state } from './testing/slow-database.ts'

it('one question serves all who come while it is asked and its answer is believed', async () => {
  const { asked, question, answer, clock, current } = slowDatabase()
  const early = [current.confirmed(), current.confirmed()]
  await question(0)
  clock.now = believedMs - 0.1
  const late = current.confirmed()
  expect(current.known()).toBeUndefined()
  await answer(0, state)
  for (const one of await Promise.all([...early, late])) expect(one.state).toBe(state)
  expect(current.known()?.state).toBe(state)
  expect(asked).toHaveLength(1)
})

it.each(['while it is answered', 'when it was answered'])(
  'who comes when a question is too old %s gets another one',
  async (when) => {
    const { question, answer, clock, current } = slowDatabase()
    const early = current.confirmed()
    await question(0)
    if (when === 'when it was answered') await answer(0, state).then(() => early)
    clock.now = believedMs
    expect(current.known()).toBeUndefined()
    const late = current.confirmed()
    await answer(0, state)
    await answer(1, { ...state, now: 1_500 })
    expect([(await early).state.now, (await late).state.now]).toEqual([state.now, 1_500])
  },
)

it('who comes after a write of this server has ended gets another question, and who came before does not', async () => {
  const { question, answer, clock, current } = slowDatabase()
  const early = current.confirmed()
  await question(0)
  clock.now = 1
  const beside = current.confirmed()
  current.written()
  const late = current.confirmed()
  await answer(0, state)
  expect(current.known()).toBeUndefined()
  await answer(1, { ...state, now: 1_500 })
  const states = await Promise.all([early, beside, late])
  expect(states.map((each) => each.state.now)).toEqual([state.now, state.now, 1_500])
})

it('who comes after a write that ended while another question waited its turn takes that one', async () => {
  const { asked, question, answer, clock, current } = slowDatabase()
  const first = current.confirmed()
  await question(0)
  clock.now = believedMs
  const second = current.confirmed()
  current.written()
  const third = current.confirmed()
  await answer(0, state)
  await answer(1, state)
  await Promise.all([first, second, third])
  expect(asked).toHaveLength(2)
})

it('guarantee 6: an answer is not believed once a reply may have left that was counted in it', async () => {
  const { answer, confirm, clock, current } = slowDatabase()
  await confirm(0, { ...state, next_early_leave: state.now + 2 })
  clock.now = 1.9
  expect(current.known()).toBeDefined()
  clock.now = 2
  expect(current.known()).toBeUndefined()
  const confirmed = current.confirmed()
  await answer(1, { ...state, now: state.now + 2 })
  expect((await confirmed).state.now).toBe(state.now + 2)
})

it('guarantee 6: who comes when a reply may have left does not take the answer that others wait for', async () => {
  const { question, answer, clock, current } = slowDatabase()
  const early = current.confirmed()
  await question(0)
  clock.now = 2
  const late = current.confirmed()
  await answer(0, { ...state, next_early_leave: state.now + 2 })
  await answer(1, { ...state, now: state.now + 2 })
  expect([(await early).state.now, (await late).state.now]).toEqual([state.now, state.now + 2])
})

it('guarantee 1: who comes is told a time that the database’s clock has not passed', async () => {
  const { question, answer, confirm, clock, current } = slowDatabase()
  const early = current.confirmed()
  await question(0)
  clock.now = 2
  const late = current.confirmed()
  await answer(0, state)
  expect([(await early).now, (await late).now]).toEqual([state.now, state.now + 2])
  clock.now = 4.5
  expect(current.known()?.now).toBe(state.now + 4.5)
  clock.now = 10
  await confirm(1, { ...state, now: 1_500 })
  expect(current.known()?.now).toBe(1_500)
})

it('what was read in a transaction that writes is not believed', async () => {
  const { confirm, clock, current } = slowDatabase()
  await confirm(0, { ...state, writing: true })
  clock.now = 1
  expect(current.known()).toBeUndefined()
})

it('replies last until the database says that something has changed', async () => {
  const { confirm, clock } = slowDatabase()
  const first = await confirm(0, state)
  const home = keptReply('home')
  first.expect('/home').end(home)
  clock.now += believedMs
  expect((await confirm(1, { ...state, now: 1_999.999 })).get('/home')).toBe(home)
  clock.now += believedMs
  expect((await confirm(2, { ...state, now: 2_000 })).get('/home')).toBeUndefined()
})

it('a reply whose reading began before a change is not among those after it', async () => {
  const { answer, current } = slowDatabase()
  const coming = current.latestReplies().expect('/home')
  const confirmed = current.confirmed()
  await answer(0, state)
  coming.end(keptReply('home'))
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
  ['a reply that left before its parent', { now: 2_000 }],
  ['a clock that was set back', { now: 1_000 }],
  ['a clock mark', { mark: 1_500 }],
  ['a transaction that writes itself', { writing: true }],
] as const)('%s is a change', (_what, change) => {
  expect(isUnchanged(state, { ...state, now: 1_999, ...change })).toBe(false)
  expect(isUnchanged(state, { ...state, now: 1_999 })).toBe(true)
})
