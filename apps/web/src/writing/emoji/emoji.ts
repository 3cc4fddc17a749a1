import { language } from '../../words/language.ts'
import { words } from '../../words/words.ts'

// Fetched with the picker, from our own server. The data are those of Unicode's CLDR, by emojibase-data, which has none in
// Arabic.
const load =
  language === 'de' ? () => import('emojibase-data/de/compact.json') : () => import('emojibase-data/en/compact.json')
const { default: data } = await load()

/** Whether emoji have names in the reader's language, to show and to search. Screen readers have their own. */
export const hasNames = language !== 'ar'

export type Emoji = { unicode: string; label: string; tags: readonly string[] }
export type EmojiGroup = { name: string; emoji: readonly Emoji[] }

/** Skin tones and hair, which only change other emoji. */
const component = 2

type Entry = { unicode: string; label: string; tags?: string[]; group?: number; order?: number }

const entries = (data as Entry[])
  .filter(({ group }) => group !== undefined && group !== component)
  .toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0))

const plain = ({ unicode, label, tags = [] }: Entry): Emoji => ({ unicode, label: hasNames ? label : unicode, tags })

export const emojiGroups: readonly EmojiGroup[] = Object.entries(words.writing.emojiGroups).map(([number, name]) => ({
  name,
  emoji: entries.filter(({ group }) => group === Number(number)).map(plain),
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
