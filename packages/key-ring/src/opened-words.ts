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

type Opened = Map<string, { sealed: Buffer; minute: number; words: string }>

/**
 * Two halves: when the newer one is full, the older goes as a whole. To find the oldest of one `Map`, V8 walks over the places of
 * all that were deleted before it, which cost more than opening the words.
 *
 * @param limit how many words are kept at most. When there are more, those that were opened first go
 */
export function createOpenedWords(limit: number): OpenedWords {
  const half = Math.ceil(limit / 2)
  let newer: Opened = new Map()
  let older: Opened = new Map()
  const forgetIf = (isOver: (minute: number) => boolean) => {
    for (const opened of [newer, older]) {
      for (const [place, { minute }] of opened) if (isOver(minute)) opened.delete(place)
    }
  }
  return {
    get(sealed, place) {
      const known = newer.get(place) ?? older.get(place)
      return known?.sealed.equals(sealed) ? known.words : undefined
    },
    put(sealed, place, minute, words) {
      if (newer.size >= half) {
        older = newer
        newer = new Map()
      }
      // A copy: these bytes may be part of a large answer of the database, which would stay with them.
      newer.set(place, { sealed: Buffer.from(sealed), minute, words })
    },
    forgetBefore: (first) => forgetIf((minute) => minute < first),
    forgetMinute(replaced) {
      if (newer.size + older.size > 0) forgetIf((minute) => minute === replaced)
    },
    forgetAll() {
      newer.clear()
      older.clear()
    },
  }
}
