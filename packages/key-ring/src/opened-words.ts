/** Words that were opened more than once lately, so that a page that is read again and again is not decrypted each time. */
export type OpenedWords = {
  /** The words of exactly these bytes at this place, if they are remembered. */
  get(sealed: Uint8Array, place: string): string | undefined
  /** Remembers words that are put for the second time. */
  put(sealed: Uint8Array, place: string, minute: number, words: string): void
  /** Forgets what ends in a minute that is over. */
  forgetBefore(minute: number): void
  /** Forgets what was sealed with the key of a minute, which is replaced. */
  forgetMinute(minute: number): void
  forgetAll(): void
}

type Opened = { sealed: Buffer; place: string; minute: number; words: string }

/**
 * A list of slots. Each text has one, by the end of its authentication tag, which is as good as random. It takes the slot from whatever
 * was there when it is put for the second time with no other between. So pages deep in a list, which nobody reads twice, push nothing
 * out, and leave nothing for the garbage collector to move.
 *
 * @param slots how many words are remembered at most
 */
export function createOpenedWords(slots: number): OpenedWords {
  const opened = new Array<Opened | undefined>(slots).fill(undefined)
  /** The end of the tag of what was put last into each slot. */
  const latest = new Uint32Array(slots)
  let isEmpty = true
  const forgetIf = (isOver: (minute: number) => boolean) => {
    if (isEmpty) return
    for (const [slot, known] of opened.entries()) if (known && isOver(known.minute)) opened[slot] = undefined
  }
  return {
    get(sealed, place) {
      const known = opened[endOf(sealed) % slots]
      return known?.place === place && known.sealed.equals(sealed) ? known.words : undefined
    },
    put(sealed, place, minute, words) {
      const end = endOf(sealed)
      const slot = end % slots
      const isSecond = latest[slot] === end
      latest[slot] = end
      if (!isSecond) return
      isEmpty = false
      opened[slot] = { sealed: copyAlone(sealed), place, minute, words }
    },
    forgetBefore: (first) => forgetIf((minute) => minute < first),
    forgetMinute: (replaced) => forgetIf((minute) => minute === replaced),
    forgetAll() {
      opened.fill(undefined)
      isEmpty = true
    },
  }
}

/**
 * A copy with memory of its own. These bytes may be part of a large answer of the database, and `Buffer.from` takes its memory from a
 * pool of 64 KiB: a few bytes would keep all of that from being freed.
 */
function copyAlone(bytes: Uint8Array): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length)
  copy.set(bytes)
  return copy
}

/** The last four bytes, as a number. */
function endOf(sealed: Uint8Array): number {
  const byte = (fromEnd: number) => sealed[sealed.length - fromEnd] ?? 0
  return byte(1) + byte(2) * 2 ** 8 + byte(3) * 2 ** 16 + byte(4) * 2 ** 24
}
