import { mutePerson, unmutePerson } from '@cruddur/contract/relations'
import { call } from '../../client/call.ts'
import { relationChanged } from '../../people/relation-change.ts'
import { toastFailure } from '../../ui/failure-toast.ts'
import { showToast } from '../../ui/toast.ts'
import { words } from '../../words/words.ts'

/** Keeps a person out of the reader's feeds and notifications, or lets them in again. They are not notified. */
export async function mute(handle: string, want: boolean): Promise<void> {
  try {
    const { muted } = await call(want ? mutePerson : unmutePerson, { handle })
    relationChanged.emit({ handle, muted })
    showToast({ words: muted ? words.relations.muted(handle) : words.relations.unmuted(handle) })
  } catch (error) {
    toastFailure(want ? words.relations.muteFailed(handle) : words.relations.unmuteFailed(handle), error)
  }
}
