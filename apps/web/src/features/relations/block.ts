import { blockPerson, unblockPerson } from '@cruddur/contract/relations'
import { call } from '../../client/call.ts'
import { relationChanged } from '../../people/relation-change.ts'
import { toastFailure } from '../../ui/failure-toast.ts'
import { showToast } from '../../ui/toast.ts'
import { words } from '../../words/words.ts'

/**
 * Blocks a person: neither sees the other from then on.
 *
 * @throws {CallError} when that failed, because whoever reads "blocked" must be safe
 */
export async function block(handle: string): Promise<void> {
  const { blocked } = await call(blockPerson, { handle })
  relationChanged.emit({ handle, blocked, following: false })
  showToast({ words: words.relations.blocked(handle) })
}

/** Takes a block back. The reader does not follow the person again. */
export async function unblock(handle: string): Promise<void> {
  try {
    const { blocked } = await call(unblockPerson, { handle })
    relationChanged.emit({ handle, blocked })
    showToast({ words: words.relations.unblocked(handle) })
  } catch (error) {
    toastFailure(words.relations.unblockFailed(handle), error)
  }
}
