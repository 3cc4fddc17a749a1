import { failureCodes } from '../client/call-error.ts'
import { deviceStorage } from '../client/device-storage.ts'
import { randomKey } from '../client/random-key.ts'
import { hasSignedOut, session } from '../client/session/session.ts'
import { createStore, type Store } from '../client/store.ts'
import { loadOutbox, type Outgoing, saveOutbox } from './outbox-storage.ts'

type OutboxOptions<T, R> = {
  /** The name under which the device stores what has not arrived. */
  name: string
  /** Sends a text to the server. Rejects when that fails. */
  deliver: (item: Outgoing & T) => Promise<R>
  /** Says that something failed. Called only when no page shows the item itself. */
  sayFailed: (item: Outgoing & T) => void
  /** Items of one queue are sent one after the other. Without queues all are sent at once. */
  queueOf?: (item: Outgoing & T) => string
  storage?: Storage
}

export type Outbox<T, R> = {
  /** What is on its way, and what failed and waits. */
  items: Store<readonly (Outgoing & T)[]>
  /**
   * Takes up what the last page left, and empties the outbox at sign-out.
   *
   * @param onArrived runs when the server has an item and before that leaves the outbox, so that it is always shown somewhere
   */
  start: (onArrived?: (item: Outgoing & T, reply: R) => unknown) => void
  /** Shows a text at once and sends it. Resolves to the reply; to undefined when it failed and waits. */
  post: (written: T) => Promise<R | undefined>
  /** Sends an item that failed again. */
  retry: (item: Outgoing & T) => Promise<R | undefined>
  discard: (key: string) => void
  /** Says that a page shows an item. Returns the function that says that it does so no more. */
  markShown: (key: string) => () => void
}

/** A list of texts on their way to the server. None is lost before it has arrived, and none is published twice. */
export function createOutbox<T extends object, R>(options: OutboxOptions<T, R>): Outbox<T, R> {
  const { name, deliver, sayFailed, queueOf, storage = deviceStorage } = options
  type Item = Outgoing & T
  const items = createStore<readonly Item[]>([])
  const shown = new Set<string>()
  const queues = new Map<string, Promise<unknown>>()
  let onArrived: ((item: Item, reply: R) => unknown) | undefined
  let isRestored = false

  /** Before the first text is added too: from then on a reload must not lose it, and saving must not lose older ones. */
  function restore(): void {
    if (isRestored) return
    isRestored = true
    items.set(loadOutbox<Item>(storage, name))
    items.subscribe(() => saveOutbox(storage, name, items.get()))
  }
  function change(key: string, next: Partial<Outgoing>): void {
    items.set(items.get().map((item) => (item.key === key ? { ...item, ...next } : item)))
  }
  function discard(key: string): void {
    items.set(items.get().filter((item) => item.key !== key))
  }
  async function attempt(item: Item): Promise<R | undefined> {
    // The writer may have signed out while the item waited in its queue.
    if (!items.get().some(({ key }) => key === item.key)) return undefined
    try {
      const reply = await deliver(item)
      await onArrived?.(item, reply)
      discard(item.key)
      return reply
    } catch (error) {
      change(item.key, { state: 'failed', failures: failureCodes(error) })
      if (!shown.has(item.key)) sayFailed(item)
      return undefined
    }
  }
  function send(item: Item): Promise<R | undefined> {
    change(item.key, { state: 'sending', failures: [] })
    const queue = queueOf?.(item)
    if (queue === undefined) return attempt(item)
    const sent = (queues.get(queue) ?? Promise.resolve()).then(() => attempt(item))
    queues.set(queue, sent)
    return sent
  }
  return {
    items,
    start(listener) {
      onArrived = listener
      restore()
      session.subscribe(() => {
        if (hasSignedOut(session.get())) items.set([])
      })
    },
    post(written) {
      restore()
      const item: Item = { ...written, key: randomKey(), at: new Date().toISOString(), state: 'sending', failures: [] }
      items.set([...items.get(), item])
      return send(item)
    },
    retry: send,
    discard,
    markShown(key) {
      shown.add(key)
      return () => shown.delete(key)
    },
  }
}
