import type { Activity } from '@cruddur/contract/activities'
import { likeActivity, repostActivity, unlikeActivity, unrepostActivity } from '@cruddur/contract/reactions'
import type { QueryClient } from '@tanstack/react-query'
import { call } from '../../client/call.ts'
import { isNotFound } from '../../client/call-error.ts'
import { createCoalescedToggle } from '../../client/coalesced-toggle.ts'
import { changeCruds } from '../../cruds/crud-cache.ts'
import { fadeOut } from '../../cruds/crud-changes.ts'
import { toastFailure } from '../../ui/failure-toast.ts'
import { words } from '../../words/words.ts'

export type Reaction = 'like' | 'repost'

type State = { on: boolean; count: number }

const send: Readonly<Record<Reaction, (uuid: string, on: boolean) => Promise<State>>> = {
  like: async (uuid, on) => {
    const { liked, likes_count } = await call(on ? likeActivity : unlikeActivity, { uuid })
    return { on: liked, count: likes_count }
  },
  repost: async (uuid, on) => {
    const { reposted, reposts_count } = await call(on ? repostActivity : unrepostActivity, { uuid })
    return { on: reposted, count: reposts_count }
  },
}

const read: Readonly<Record<Reaction, (crud: Activity) => State>> = {
  like: (crud) => ({ on: crud.liked ?? false, count: crud.likes_count }),
  repost: (crud) => ({ on: crud.reposted ?? false, count: crud.reposts_count }),
}

const write: Readonly<Record<Reaction, (state: State) => Partial<Activity>>> = {
  like: ({ on, count }) => ({ liked: on, likes_count: count }),
  repost: ({ on, count }) => ({ reposted: on, reposts_count: count }),
}

function change(client: QueryClient, uuid: string, reaction: Reaction, next: (now: State) => State): void {
  changeCruds(client, (crud) =>
    crud.uuid === uuid ? { ...crud, ...write[reaction](next(read[reaction](crud))) } : crud,
  )
}

/** The state as it will be when the server has replied. */
function switched(on: boolean) {
  return (now: State): State => (now.on === on ? now : { on, count: Math.max(0, now.count + (on ? 1 : -1)) })
}

const toggle = createCoalescedToggle()

/** Whether a reaction of the reader's is on its way: until the reply, counts in events may be older than the page. */
export function isReacting(uuid: string, reaction: Reaction): boolean {
  return toggle.isInFlight(`${reaction} ${uuid}`)
}

const undone: Readonly<Record<Reaction, [on: string, off: string]>> = {
  like: [words.crudMenu.likeFailed, words.crudMenu.unlikeFailed],
  repost: [words.crudMenu.repostFailed, words.crudMenu.unrepostFailed],
}

/**
 * Likes or reposts a crud, or takes that back. The page shows it at once, and undoes it with a toast when the server
 * refuses.
 */
export async function react(client: QueryClient, uuid: string, reaction: Reaction, want: boolean): Promise<void> {
  let sent = want
  change(client, uuid, reaction, switched(want))
  try {
    const state = await toggle.set(`${reaction} ${uuid}`, want, (on) => {
      sent = on
      return send[reaction](uuid, on)
    })
    if (state) change(client, uuid, reaction, () => state)
  } catch (error) {
    if (isNotFound(error)) fadeOut(client, uuid)
    else change(client, uuid, reaction, switched(!sent))
    toastFailure(undone[reaction][sent ? 0 : 1], error)
  }
}
