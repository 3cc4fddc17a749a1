import { followPerson, unfollowPerson } from '@cruddur/contract/relations'
import { call } from '../../client/call.ts'
import { createCoalescedToggle } from '../../client/coalesced-toggle.ts'
import { relationChanged } from '../../people/relation-change.ts'
import { toastFailure } from '../../ui/failure-toast.ts'
import { words } from '../../words/words.ts'

const toggle = createCoalescedToggle()

/** Follows a person, or stops. The page shows it at once, and takes it back with a toast when the server refuses. */
export async function follow(handle: string, want: boolean): Promise<void> {
  let sent = want
  relationChanged.emit({ handle, following: want })
  try {
    const reply = await toggle.set(handle, want, (on) => {
      sent = on
      return call(on ? followPerson : unfollowPerson, { handle })
    })
    if (reply) relationChanged.emit({ handle, following: reply.following, followers_count: reply.followers_count })
  } catch (error) {
    relationChanged.emit({ handle, following: !sent })
    toastFailure(sent ? words.relations.followFailed(handle) : words.relations.unfollowFailed(handle), error)
  }
}
