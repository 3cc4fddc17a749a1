import { type DatabaseState, hasDeadlinePassed, isUnchanged } from './database-state.store.ts'
import { RepliesOfAState } from './replies-of-a-state.ts'

/** Milliseconds after which what is kept is dropped in any case, so that no words stay in memory because nobody asks. */
const longestMs = 1_000

export type ConfirmedState = { state: DatabaseState; replies: RepliesOfAState }

/** When something happened, in milliseconds of `performance.now()`, and how many writes of this server had ended by then. */
type Instant = { at: number; writes: number }

/** A question to the database. */
type Question = {
  /** Undefined while the question before it waits for its answer. */
  asked?: Instant
  /** Undefined until it is answered. */
  state?: DatabaseState
  answer: Promise<DatabaseState>
}

/**
 * The state of the database, and the replies that were read in it. The database is asked again when a write of this server has ended, when
 * a deadline has passed, and when its answer is no longer believed. One question serves everybody who waits for it.
 *
 * @param ask reads the state
 * @param believedMs milliseconds for which an answer is believed. What another server writes may be seen later by so much
 * @param now milliseconds of a clock that never goes back
 */
export function createCurrentState(
  ask: () => Promise<DatabaseState>,
  believedMs: number,
  now: () => number = () => performance.now(),
) {
  let latest: DatabaseState | undefined
  let replies = new RepliesOfAState()
  let last: Question | undefined
  let writes = 0
  let willDrop = false

  const thisInstant = (): Instant => ({ at: now(), writes })

  function drop(): void {
    replies = new RepliesOfAState()
  }

  async function askAfter(before: Promise<unknown> | undefined, question: Question): Promise<DatabaseState> {
    await before?.catch(() => {})
    question.asked = thisInstant()
    const state = await ask()
    if (!latest || !isUnchanged(latest, state)) drop()
    latest = state
    question.state = state
    return state
  }

  function askNext(): Question {
    const question = {} as Question
    question.answer = askAfter(last?.answer, question)
    question.answer.catch(() => {
      if (last === question) last = undefined
    })
    last = question
    return question
  }

  /** Whether who came at an instant can take the answer to a question, as far as that can be told before it is there. */
  function serves({ asked, state }: Question, came: Instant): boolean {
    if (!asked) return true
    const age = came.at - asked.at
    if (asked.writes < came.writes || age >= believedMs) return false
    if (age <= 0) return true
    // The database's clock is no further than this: it was read after the question had been sent.
    return !state || (!state.writing && !hasDeadlinePassed(state, state.now + age))
  }

  return {
    /** The replies of the state that was seen last. Those in it may be out of date. One that is read from now on is not. */
    latestReplies: (): RepliesOfAState => replies,

    /** The state, if there is no need to ask for it. */
    known(): ConfirmedState | undefined {
      return last?.state && serves(last, thisInstant()) ? { state: last.state, replies } : undefined
    },

    /**
     * The state at an instant after this call, or so shortly before it that it is believed.
     *
     * @throws when the database is away
     */
    async confirmed(): Promise<ConfirmedState> {
      const came = thisInstant()
      for (;;) {
        const question = last && serves(last, came) ? last : askNext()
        const state = await question.answer
        if (serves(question, came)) return { state, replies }
      }
    },

    /** Says that a write of this server has ended. Whoever comes from now on sees it. */
    written(): void {
      writes++
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
