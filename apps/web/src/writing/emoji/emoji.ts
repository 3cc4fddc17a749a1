import data from 'emojibase-data/en/compact.json'
import messages from 'emojibase-data/en/messages.json'

// Fetched with the picker, from our own server. The data are those of Unicode's CLDR, by emojibase-data.

export type Emoji = { unicode: string; label: string; tags: readonly string[] }
export type EmojiGroup = { name: string; emoji: readonly Emoji[] }

/** Skin tones and hair, which only change other emoji. */
const component = 2

type Entry = { unicode: string; label: string; tags?: string[]; group?: number; order?: number }

const entries = (data as Entry[])
  .filter(({ group }) => group !== undefined && group !== component)
  .toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0))

const plain = ({ unicode, label, tags = [] }: Entry): Emoji => ({ unicode, label, tags })

export const emojiGroups: readonly EmojiGroup[] = messages.groups
  .filter(({ order }) => order !== component)
  .map(({ message, order }) => ({
    name: message.charAt(0).toUpperCase() + message.slice(1),
    emoji: entries.filter(({ group }) => group === order).map(plain),
  }))

const mostFound = 80

/** Emoji with a word that begins with each of the words that are searched for. Names count before other words. */
export function searchEmoji(term: string): Emoji[] {
  const words = term.toLowerCase().split(/\s+/).filter(Boolean)
  const beginIn = (texts: readonly string[]) => {
    const all = texts.flatMap((text) => text.toLowerCase().split(/[\s:,()-]+/))
    return words.every((word) => all.some((one) => one.startsWith(word)))
  }
  const all = emojiGroups.flatMap(({ emoji }) => emoji)
  // The one that is called just so comes first.
  const isExact = ({ label }: Emoji) => label === term.trim().toLowerCase()
  const byName = all.filter(({ label }) => beginIn([label])).sort((a, b) => Number(isExact(b)) - Number(isExact(a)))
  const byTag = all.filter(({ label, tags }) => !beginIn([label]) && beginIn([label, ...tags]))
  return [...byName, ...byTag].slice(0, mostFound)
}
