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

/** @param limit how many words are kept. When there are more, those that were opened first go */
export function createOpenedWords(limit: number): OpenedWords {
  const opened = new Map<string, { sealed: Buffer; minute: number; words: string }>()
  const forgetIf = (isOver: (minute: number) => boolean) => {
    for (const [place, { minute }] of opened) if (isOver(minute)) opened.delete(place)
  }
  return {
    get(sealed, place) {
      const known = opened.get(place)
      return known?.sealed.equals(sealed) ? known.words : undefined
    },
    put(sealed, place, minute, words) {
      // A copy: these bytes may be part of a large answer of the database, which would stay with them.
      opened.set(place, { sealed: Buffer.from(sealed), minute, words })
      const [first] = opened.size > limit ? opened.keys() : []
      if (first !== undefined) opened.delete(first)
    },
    forgetBefore: (first) => forgetIf((minute) => minute < first),
    forgetMinute(replaced) {
      if (opened.size > 0) forgetIf((minute) => minute === replaced)
    },
    forgetAll: () => opened.clear(),
  }
}
