/** Words that were opened lately, so that a page that is read again and again is not decrypted each time. */
export type OpenedWords = {
  /** The words of exactly these bytes at this place, if they were opened lately. */
  get(sealed: Uint8Array, place: string): string | undefined
  put(sealed: Uint8Array, place: string, minute: number, words: string): void
  /** Forgets what ends in a minute that is over. */
  forgetBefore(minute: number): void
  /** Forgets what was sealed with the key of a minute, which is replaced. */
  forgetMinute(minute: number): void
  forgetAll(): void
}

type Opened = { sealed: Buffer; place: string; minute: number; words: string }

/**
 * A list of slots. Each text has one, by the last bytes of its authentication tag, which are as good as random, and takes it from
 * whatever was there. In a `Map` by place each look computes the hash of a new text, and the oldest must be found when it is full.
 *
 * @param slots how many words are kept at most
 */
export function createOpenedWords(slots: number): OpenedWords {
  const opened = new Array<Opened | undefined>(slots).fill(undefined)
  let isEmpty = true
  const forgetIf = (isOver: (minute: number) => boolean) => {
    if (isEmpty) return
    for (const [slot, known] of opened.entries()) if (known && isOver(known.minute)) opened[slot] = undefined
  }
  return {
    get(sealed, place) {
      const known = opened[slotOf(sealed, slots)]
      return known?.place === place && known.sealed.equals(sealed) ? known.words : undefined
    },
    put(sealed, place, minute, words) {
      isEmpty = false
      // A copy: these bytes may be part of a large answer of the database, which would stay with them.
      opened[slotOf(sealed, slots)] = { sealed: Buffer.from(sealed), place, minute, words }
    },
    forgetBefore: (first) => forgetIf((minute) => minute < first),
    forgetMinute: (replaced) => forgetIf((minute) => minute === replaced),
    forgetAll() {
      opened.fill(undefined)
      isEmpty = true
    },
  }
}

function slotOf(sealed: Uint8Array, slots: number): number {
  const end = sealed.length
  const last = ((sealed[end - 3] ?? 0) << 16) | ((sealed[end - 2] ?? 0) << 8) | (sealed[end - 1] ?? 0)
  return last % slots
}
