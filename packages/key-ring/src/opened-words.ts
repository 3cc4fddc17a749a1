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

/** The sealed bytes are a string of their codes: as a buffer each would take twice the memory. */
type Opened = { sealed: string; place: string; minute: number; words: string; bytes: number }

/**
 * A list of slots. Each text has one, by the end of its authentication tag, which is as good as random. It takes the slot from whatever
 * was there when it is put for the second time with no other between. So pages deep in a list, which nobody reads twice, push nothing
 * out, and leave nothing for the garbage collector to move.
 *
 * @param slots how many words are remembered at most
 * @param maxBytes of all that is remembered, without what V8 takes for each
 */
export function createOpenedWords(slots: number, maxBytes: number): OpenedWords {
  const opened = new Array<Opened | undefined>(slots).fill(undefined)
  /** The end of the tag of what was put last into each slot. */
  const latest = new Uint32Array(slots)
  let bytes = 0
  const set = (slot: number, next: Opened | undefined) => {
    bytes += (next?.bytes ?? 0) - (opened[slot]?.bytes ?? 0)
    opened[slot] = next
  }
  const forgetIf = (isOver: (minute: number) => boolean) => {
    if (bytes === 0) return
    for (const [slot, known] of opened.entries()) if (known && isOver(known.minute)) set(slot, undefined)
  }
  return {
    get(sealed, place) {
      const known = opened[endOf(sealed) % slots]
      return known?.place === place && known.sealed === codesOf(sealed) ? known.words : undefined
    },
    put(sealed, place, minute, words) {
      const end = endOf(sealed)
      const slot = end % slots
      const isSecond = latest[slot] === end
      latest[slot] = end
      if (!isSecond) return
      // A string has one or two bytes for each character.
      const size = sealed.length + place.length + 2 * words.length
      set(slot, undefined)
      if (bytes + size <= maxBytes) set(slot, { sealed: codesOf(sealed), place, minute, words, bytes: size })
    },
    forgetBefore: (first) => forgetIf((minute) => minute < first),
    forgetMinute: (replaced) => forgetIf((minute) => minute === replaced),
    forgetAll() {
      opened.fill(undefined)
      bytes = 0
    },
  }
}

/**
 * Bytes as a string. It has memory of its own: a copy by `Buffer.from` takes it from a pool of 64 KiB, and a few bytes would keep all of that
 * from being freed.
 */
const codesOf = ({ buffer, byteOffset, length }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, length).toString('latin1')

/** The last four bytes, as a number. */
function endOf(sealed: Uint8Array): number {
  const byte = (fromEnd: number) => sealed[sealed.length - fromEnd] ?? 0
  return byte(1) + byte(2) * 2 ** 8 + byte(3) * 2 ** 16 + byte(4) * 2 ** 24
}
