import { setTimeout as pause } from 'node:timers/promises'
import { type DatabaseState, hasReplyLeft, isUnchanged } from './database-state.store.ts'
import { RepliesOfAState } from './replies-of-a-state.ts'

/** Milliseconds after which what is kept is dropped in any case, so that no words stay in memory because nobody asks. */
const longestMs = 1_000

/** Milliseconds that whoever wrote waits at most: for the database's answer, and for what visitors ask for to be read anew. */
const longestWaitMs = 5

/** How often the database is asked again while no visitor comes. With half of 10 ms between questions, 50 visitors a second wait for none. */
const maxUnusedAnswers = 4

/** The replies of a state, and the database's clock when somebody came who may be shown them, or a little later. */
export type ConfirmedState = { state: DatabaseState; replies: RepliesOfAState; now: number }

/** Milliseconds of `performance.now()`, and a number of writes of this server. */
type Instant = { at: number; writes: number }

/** A question to the database, and what follows from its answer. */
type Question = {
  /** With the writes that had ended. Undefined while the question before it waits for its answer. */
  asked?: Instant
  /** Undefined until it is answered. */
  state?: DatabaseState
  /** Its answer, as soon as visitors are shown it. */
  shown: Promise<DatabaseState>
}

/** The database's clock at an instant is no further than this: the clock in its answer was read after the question had been sent. */
function clockAt(instant: Instant, asked: Instant, { now }: DatabaseState): number {
  return now + Math.max(0, instant.at - asked.at)
}

/**
 * The state of the database, and the replies that were read in it. The database is asked again when a write of this server has ended, when
 * a reply has left before its parent, and when its answer is no longer believed. One question serves everybody who waits for it.
 *
 * What visitors ask for is read anew before they are shown a new state. Meanwhile they are sent the replies of the old one, for as
 * long as its answer is believed: whoever wrote has not been told yet that the write has ended.
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
  /** What visitors are shown. */
  let shown: Question | undefined
  let replies = new RepliesOfAState()
  /** Replies of the state that they are shown next. */
  let nextReplies: RepliesOfAState | undefined
  let last: Question | undefined
  let endedWrites = 0
  /** Whose end clients may have been told of. */
  let toldWrites = 0
  /** How often the database was asked again since a visitor came. */
  let unusedAnswers = 0
  let willDrop = false

  function dropLater(): void {
    if (willDrop) return
    willDrop = true
    setTimeout(() => {
      willDrop = false
      replies = new RepliesOfAState()
    }, longestMs).unref()
  }

  async function askAfter(before: Promise<unknown> | undefined, question: Question): Promise<DatabaseState> {
    await before?.catch(() => {})
    question.asked = { at: now(), writes: endedWrites }
    const state = await ask()
    question.state = state
    if (!shown?.state || !isUnchanged(shown.state, state)) await replaceReplies()
    shown = question
    askAgainLater(question)
    return state
  }

  /** Asks again before the answer is too old, so that nobody waits, as long as visitors come. */
  function askAgainLater(question: Question): void {
    if (believedMs === 0 || unusedAnswers >= maxUnusedAnswers || !replies.isAskedFor()) return
    setTimeout(() => {
      if (last !== question) return
      unusedAnswers++
      askNext()
    }, believedMs / 2).unref()
  }

  /** Waits until what is asked for was read anew, but not for as long as the old replies may be sent. Then visitors wait for it themselves. */
  async function replaceReplies(): Promise<void> {
    const next = new RepliesOfAState()
    const read = next.readAnew(replies)
    if (read) {
      nextReplies = next
      await Promise.race([read, pause(Math.min(believedMs / 2, longestWaitMs), undefined, { ref: false })])
      nextReplies = undefined
      dropLater()
    }
    replies = next
  }

  function askNext(): Question {
    const question = {} as Question
    question.shown = askAfter(last?.shown, question)
    question.shown.catch(() => {
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
    return !state || (!state.writing && !hasReplyLeft(state, clockAt(came, asked, state)))
  }

  const confirmedFor = (came: Instant, { asked }: Question, state: DatabaseState): ConfirmedState => ({
    state,
    replies,
    now: asked ? clockAt(came, asked, state) : state.now,
  })

  const arrival = (): Instant => ({ at: now(), writes: toldWrites })

  return {
    /** The replies of the state that was seen last. Those in it may be out of date. One that is read from now on is not. */
    latestReplies: (): RepliesOfAState => nextReplies ?? replies,

    /** The state, if there is no need to ask for it. */
    known(): ConfirmedState | undefined {
      const came = arrival()
      if (!shown?.state || !serves(shown, came)) return undefined
      unusedAnswers = 0
      return confirmedFor(came, shown, shown.state)
    },

    /**
     * The state at an instant after this call, or so shortly before it that it is believed.
     *
     * @throws when the database is away
     */
    async confirmed(): Promise<ConfirmedState> {
      const came = arrival()
      unusedAnswers = 0
      for (;;) {
        const question = last && serves(last, came) ? last : askNext()
        const state = await question.shown
        if (serves(question, came)) return confirmedFor(came, question, state)
      }
    },

    /**
     * Takes note that a write of this server has ended. Once its client is told, everybody sees it.
     *
     * @returns undefined if the client can be told at once, otherwise when it can be told
     */
    written(): Promise<void> | undefined {
      const write = ++endedWrites
      const told = () => {
        toldWrites = Math.max(toldWrites, write)
      }
      if (believedMs === 0 || !replies.isAskedFor()) {
        told()
        return undefined
      }
      const question = last && !last.asked ? last : askNext()
      // Once it is told, nobody is sent old replies. So it need not wait for a database that does not answer.
      return Promise.race([question.shown, pause(longestWaitMs, undefined, { ref: false })]).then(told, told)
    },

    /** Drops all replies after a while. */
    dropLater,
  }
}
