import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CallError } from '../client/call-error.ts'
import { createMemoryStorage, writtenPrefix } from '../client/device-storage.ts'
import { session } from '../client/session/session.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import type { Outgoing } from './outbox-storage.ts'

type Text = { to: string; text: string }
type Item = Outgoing & Text

const settled = () => new Promise((done) => setTimeout(done))

describe('an outbox', () => {
  let storage: Storage
  let attempts: { item: Item; arrive: () => void; fail: (error: unknown) => void }[]
  let toasts: string[]
  let arrived: string[]

  /** An outbox whose server answers when the test says so. */
  const open = (queueOf?: (item: Item) => string): Outbox<Text, string> =>
    createOutbox<Text, string>({
      name: 'test',
      storage,
      deliver: (item) =>
        new Promise((resolve, reject) => {
          attempts.push({ item, arrive: () => resolve(item.text), fail: reject })
        }),
      sayFailed: ({ text }) => toasts.push(text),
      ...(queueOf && { queueOf }),
    })
  const started = (queueOf?: (item: Item) => string): Outbox<Text, string> => {
    const outbox = open(queueOf)
    outbox.start(({ text }) => arrived.push(text))
    return outbox
  }
  const states = (outbox: Outbox<Text, string>) => outbox.items.get().map(({ text, state }) => `${text} ${state}`)

  beforeEach(() => {
    storage = createMemoryStorage()
    attempts = []
    toasts = []
    arrived = []
  })
  afterEach(() => session.set({ phase: 'visitor' }))

  it('shows a text at once, and drops it when it has arrived', async () => {
    const outbox = started()
    const sent = outbox.post({ to: 'worf', text: 'Qapla’' })
    expect(states(outbox)).toEqual(['Qapla’ sending'])
    attempts[0]?.arrive()
    expect(await sent).toBe('Qapla’')
    expect(states(outbox)).toEqual([])
    expect(arrived).toEqual(['Qapla’'])
  })

  it('still holds a text while the page takes over what arrived', async () => {
    const outbox = open()
    const seen: string[][] = []
    outbox.start(() => seen.push(states(outbox)))
    const sent = outbox.post({ to: 'worf', text: 'a' })
    attempts[0]?.arrive()
    await sent
    expect(seen).toEqual([['a sending']])
  })

  it('keeps what failed, says why, and tries again with the same key', async () => {
    const outbox = started()
    const sent = outbox.post({ to: 'worf', text: 'a' })
    attempts[0]?.fail(new CallError(0, ['network_failed']))
    expect(await sent).toBeUndefined()
    const [failed] = outbox.items.get()
    expect(failed).toMatchObject({ state: 'failed', failures: ['network_failed'] })
    if (failed) outbox.retry(failed)
    expect(states(outbox)).toEqual(['a sending'])
    expect(attempts[1]?.item.key).toBe(attempts[0]?.item.key)
  })

  it('gives every text a key of its own', () => {
    const outbox = started()
    outbox.post({ to: 'worf', text: 'a' })
    outbox.post({ to: 'worf', text: 'a' })
    expect(new Set(attempts.map(({ item }) => item.key)).size).toBe(2)
  })

  it('says that something failed only while no page shows the item', async () => {
    const outbox = started()
    const hidden = outbox.post({ to: 'worf', text: 'hidden' })
    const shown = outbox.post({ to: 'worf', text: 'shown' })
    const hide = outbox.markShown(outbox.items.get()[1]?.key ?? '')
    for (const { fail } of attempts) fail(new Error('no'))
    await Promise.all([hidden, shown])
    expect(toasts).toEqual(['hidden'])
    hide()
    const [, item] = outbox.items.get()
    const again = item && outbox.retry(item)
    attempts[2]?.fail(new Error('no'))
    await again
    expect(toasts).toEqual(['hidden', 'shown'])
  })

  it('sends the texts of one queue one after the other, after a failure too', async () => {
    const outbox = started(({ to }) => to)
    for (const text of ['a', 'b']) outbox.post({ to: 'worf', text })
    outbox.post({ to: 'data', text: 'c' })
    await settled()
    expect(attempts.map(({ item }) => item.text)).toEqual(['a', 'c'])
    attempts[0]?.fail(new Error('no'))
    await settled()
    expect(attempts.map(({ item }) => item.text)).toEqual(['a', 'c', 'b'])
  })

  it('is restored by the next page: nobody knows whether what was sent arrived', () => {
    started().post({ to: 'worf', text: 'a' })
    const next = started()
    expect(next.items.get()).toMatchObject([{ text: 'a', state: 'failed', failures: ['interrupted'] }])
    expect(next.items.get()[0]?.key).toBe(attempts[0]?.item.key)
  })

  it('keeps what was written before it started', () => {
    started().post({ to: 'worf', text: 'before' })
    const next = open()
    next.post({ to: 'worf', text: 'now' })
    next.start()
    expect(states(next)).toEqual(['before failed', 'now sending'])
  })

  it('is saved from the first text on, even before it started', () => {
    open().post({ to: 'worf', text: 'a' })
    expect(states(started())).toEqual(['a failed'])
  })

  it('forgets what is a day old: the server would publish it twice', () => {
    const dayOld = { key: 'k', at: new Date(Date.now() - 24 * 3600 * 1000).toISOString(), to: 'worf', text: 'old' }
    storage.setItem(`${writtenPrefix}test`, JSON.stringify([dayOld]))
    expect(started().items.get()).toEqual([])
  })

  it('is emptied at sign-out, and sends nothing that waits in a queue', async () => {
    session.set({ phase: 'member', user: { uuid: '1', handle: 'worf', display_name: 'Worf' } })
    const outbox = started(({ to }) => to)
    for (const text of ['a', 'b']) outbox.post({ to: 'data', text })
    await settled()
    session.set({ phase: 'visitor', because: 'signed-out' })
    attempts[0]?.arrive()
    await settled()
    expect(outbox.items.get()).toEqual([])
    expect(attempts).toHaveLength(1)
    expect(storage.getItem(`${writtenPrefix}test`)).toBeNull()
  })

  it('survives a session that ended by itself: the writer may come back', () => {
    session.set({ phase: 'member', user: { uuid: '1', handle: 'worf', display_name: 'Worf' } })
    const outbox = started()
    outbox.post({ to: 'data', text: 'a' })
    session.set({ phase: 'visitor', because: 'session-ended' })
    expect(states(outbox)).toEqual(['a sending'])
  })
})
