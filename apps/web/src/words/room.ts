import { language } from './language.ts'

/** Each language but English is one file, which is fetched before the first room is read. */
const catalogues = import.meta.glob<{ catalogue: Record<string, unknown> }>('./*/catalogue.ts')

const load = catalogues[`./${language}/catalogue.ts`]
// Without its catalogue the app still works, in English.
const loaded = load && (await load().catch(() => undefined))

/**
 * The words of a room: those of the reader's language, or else the English ones given here.
 *
 * @param name the name that the room is exported by
 */
export function room<W>(name: string, english: W): W {
  return (loaded?.catalogue[name] as W | undefined) ?? english
}
