import { type DatabaseState, isUnchanged } from './database-state.store.ts'
import { RepliesOfAState } from './replies-of-a-state.ts'

/** Milliseconds after which what is kept is dropped in any case, so that no words stay in memory because nobody asks. */
const longestMs = 1_000

export type ConfirmedState = { state: DatabaseState; replies: RepliesOfAState }

/**
 * The state of the database, and the replies that were read in it. One question to the database serves everybody who waits when it
 * is asked, so a thousand visitors cost as many questions as the database answers one after another.
 *
 * @param ask reads the state
 */
export function createCurrentState(ask: () => Promise<DatabaseState>) {
  let latest: DatabaseState | undefined
  let replies = new RepliesOfAState()
  /** The question that has not been asked yet. Whoever comes before it is, waits for its answer. */
  let next: Promise<ConfirmedState> | undefined
  let previous: Promise<unknown> = Promise.resolve()
  let willDrop = false

  function drop(): void {
    replies = new RepliesOfAState()
  }

  async function askAfter(end: Promise<unknown>): Promise<ConfirmedState> {
    await end
    // Requests that arrive together wait for one question. In the first turn the replies leave that were written just now, in the second
    // those who got them ask again.
    for (let turn = 0; turn < 2; turn++) await new Promise(setImmediate)
    next = undefined
    const state = await ask()
    if (!latest || !isUnchanged(latest, state)) drop()
    latest = state
    return { state, replies }
  }

  return {
    /** The replies of the state that was seen last. Those in it may be out of date. One that is read from now on is not. */
    latestReplies: (): RepliesOfAState => replies,

    /**
     * The replies that are true at an instant after this call.
     *
     * @throws when the database is away
     */
    confirmed(): Promise<ConfirmedState> {
      if (!next) {
        next = askAfter(previous)
        previous = next.catch(() => {})
      }
      return next
    },

    /** Drops all replies after a while. */
    dropLater(): void {
      if (willDrop) return
      willDrop = true
      setTimeout(() => {
        willDrop = false
        drop()
      }, longestMs).unref()
    },
  }
}
