import { type Activity, createActivity, replyToActivity } from '@cruddur/contract/activities'
import type { Lifetime } from '@cruddur/contract/lifetimes'
import type { UserShort } from '@cruddur/contract/users'
import { call } from '../../client/call.ts'
import { troublesOf } from '../../client/call-error.ts'
import { randomKey } from '../../client/random-key.ts'
import { hasSignedOut, session } from '../../client/session/session.ts'
import { createStore } from '../../client/store.ts'
import { delivered } from '../../cruds/published.ts'
import { showToast } from '../../ui/toast.ts'
import { keepOutbox, loadOutbox, type Sending } from '../../writing/outbox-storage.ts'

/** What somebody wrote: a crud with its lifetime, or a reply to one. */
export type Written = { message: string } & ({ ttl: Lifetime } | { parent: string })

export type Outgoing = Sending & { author: UserShort; written: Written }

const name = 'outbox'

export const outbox = createStore<readonly Outgoing[]>(loadOutbox(name))
outbox.subscribe(() => keepOutbox(name, outbox.get()))

function change(key: string, next: Partial<Outgoing>): void {
  outbox.set(outbox.get().map((item) => (item.key === key ? { ...item, ...next } : item)))
}

export function discard(key: string): void {
  outbox.set(outbox.get().filter((item) => item.key !== key))
}

function deliver({ written }: Outgoing, options: { idempotencyKey: string }): Promise<Activity> {
  return 'ttl' in written
    ? call(createActivity, written, options)
    : call(replyToActivity, { message: written.message, uuid: written.parent }, options)
}

/** Says on a page that does not show it that something did not arrive, and where it waits. */
function tellElsewhere({ written }: Outgoing): void {
  if (document.querySelector('.pending')) return
  const href = 'parent' in written ? `/status/${written.parent}` : '/'
  showToast({ words: 'What you wrote could not be posted.', link: { href, words: 'See why' } })
}

/** Sends something, or sends it again. Resolves to what was published, or to nothing when it failed and waits. */
export async function send(item: Outgoing): Promise<Activity | undefined> {
  change(item.key, { state: 'sending', troubles: [] })
  try {
    const crud = await deliver(item, { idempotencyKey: item.key })
    delivered.set(crud)
    discard(item.key)
    return crud
  } catch (error) {
    change(item.key, { state: 'failed', troubles: troublesOf(error) })
    tellElsewhere(item)
    return undefined
  }
}

/** Shows what was written at once, and sends it. */
export function post(author: UserShort, written: Written): Promise<Activity | undefined> {
  const item: Outgoing = {
    key: randomKey(),
    author,
    written,
    at: new Date().toISOString(),
    state: 'sending',
    troubles: [],
  }
  outbox.set([...outbox.get(), item])
  return send(item)
}

session.subscribe(() => {
  if (hasSignedOut(session.get())) outbox.set([])
})
