/** A minute whose key is destroyed. */
export type DestroyedMinute = {
  /** Minutes since 1970. */
  minute: number
  /** When the minute was over. */
  overAt: Date
  /** When its key was destroyed, durably. By the clock of the machine that did it. */
  destroyedAt: Date
}

/** Shows which ring made a key, and tells nobody the key. */
export type RingMark = {
  /** Names the ring. */
  ring: string
  /** Minutes since 1970. */
  minute: number
  /** A hash of that minute's key. 32 bytes. */
  check: Buffer
}

/** Seals words under the key of the minute in which they end, and opens them while that key lives. */
export interface KeyRing {
  /** Names this ring, for ever. A UUID. */
  readonly id: string

  /**
   * @param endsAt when the words end. From then until the minute is over, they can still be opened: reads must compare deadlines
   * @param place table, column and row, e.g. `activities.message:<uuid>`. Bytes that are moved to another place do not open there
   * @throws KeyGone when the key of that minute is destroyed
   * @throws KeyTooFar when that minute lies beyond the ring, which reaches 31 days ahead
   */
  seal(words: string, endsAt: Date, place: string): Buffer

  /**
   * The words, or undefined when their key is destroyed.
   *
   * @throws SealBroken when the bytes were changed or belong elsewhere
   */
  open(sealed: Uint8Array, place: string): string | undefined

  /**
   * A key of 32 bytes for hashes of words that end in one UTC day. The caller must not keep it.
   *
   * @param day such as `2026-11-27`
   * @throws KeyGone when the day is over
   * @throws KeyTooFar when that day lies beyond the ring
   */
  searchKey(day: string): Buffer

  /** The days that have a search key, oldest first. */
  searchDays(): string[]

  /**
   * Destroys what is over: the key of every minute and every day that ended before `now`, and makes as many new ones ahead.
   * The keys are forgotten at once. Their destruction is durable when this resolves; when it rejects, call it again.
   *
   * @returns the minutes that this call destroyed, oldest first. What another server destroyed is not among them
   */
  destroyPast(now: Date): Promise<DestroyedMinute[]>

  /** The mark of the farthest minute that has a key. */
  mark(): RingMark

  /** The mark of a minute, or undefined when its key is destroyed or not made yet. */
  markOf(minute: number): RingMark | undefined

  close(): Promise<void>
}

/** The key of that minute or day is destroyed. */
export class KeyGone extends Error {
  constructor(unit: string) {
    super(`the key of ${unit} is destroyed`)
    this.name = 'KeyGone'
  }
}

/** The key of that minute or day is not made yet. */
export class KeyTooFar extends Error {
  constructor(unit: string) {
    super(`the key of ${unit} is not made yet: keys are made 31 days ahead`)
    this.name = 'KeyTooFar'
  }
}

/** Sealed bytes were changed, or moved from another place. */
export class SealBroken extends Error {
  constructor(place: string, options?: ErrorOptions) {
    super(`what is sealed at ${place} was changed or belongs elsewhere`, options)
    this.name = 'SealBroken'
  }
}

/** The ring is not there or cannot be used. The message names it. */
export class KeyRingError extends Error {
  constructor(problem: string, options?: ErrorOptions) {
    super(problem, options)
    this.name = 'KeyRingError'
  }
}
