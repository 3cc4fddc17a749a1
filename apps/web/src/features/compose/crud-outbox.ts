import type { Activity } from '@cruddur/contract/activities'
import { createActivity, replyToActivity } from '@cruddur/contract/activities/publishing'
import type { Lifetime } from '@cruddur/contract/lifetimes'
import type { UserShort } from '@cruddur/contract/users'
import { call } from '../../client/call.ts'
import { crudPublished } from '../../cruds/published.ts'
import { showToast } from '../../ui/toast.ts'
import { words } from '../../words/words.ts'
import { createOutbox } from '../../writing/outbox.ts'
import type { Outgoing } from '../../writing/outbox-storage.ts'

/** A crud with its lifetime, or a reply to one. */
export type WrittenCrud = { message: string } & ({ ttl: Lifetime } | { parent: string })

type Written = { author: UserShort; written: WrittenCrud }

export type OutgoingCrud = Outgoing & Written

async function publish({ written, key }: OutgoingCrud): Promise<Activity> {
  const options = { idempotencyKey: key }
  const crud =
    'ttl' in written
      ? await call(createActivity, written, options)
      : await call(replyToActivity, { message: written.message, uuid: written.parent }, options)
  crudPublished.emit(crud)
  return crud
}

function sayFailed({ written }: OutgoingCrud): void {
  const href = 'parent' in written ? `/status/${written.parent}` : '/'
  showToast({ words: words.compose.failed, link: { href, words: words.compose.seeWhy } })
}

/** Cruds and replies that have not arrived yet. */
export const crudOutbox = createOutbox<Written, Activity>({ name: 'outbox', deliver: publish, sayFailed })
