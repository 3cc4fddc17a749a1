import { followPerson, unfollowPerson } from '@cruddur/contract/relations'
import { call } from '../../client/call.ts'
import { createWishes } from '../../client/coalesced-toggle.ts'
import { relationNews } from '../../people/relation-change.ts'
import { toastFailure } from '../../ui/failure-toast.ts'

const wishes = createWishes()

/** Follows a person or stops, shown at once; taken back with a word when the server does not have it. */
export async function follow(handle: string, want: boolean): Promise<void> {
  let sent = want
  relationNews.set({ handle, following: want })
  try {
    const reply = await wishes.wish(handle, want, (on) => {
      sent = on
      return call(on ? followPerson : unfollowPerson, { handle })
    })
    if (reply) relationNews.set({ handle, following: reply.following, followers_count: reply.followers_count })
  } catch (error) {
    relationNews.set({ handle, following: !sent })
    toastFailure(sent ? `You do not follow @${handle}.` : `You still follow @${handle}.`, error)
  }
}
