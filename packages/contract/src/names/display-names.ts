import type { ErrorCode } from '../errors.ts'
import { passesForStaff } from './staff-names.ts'

/** Invisible characters that some scripts and emoji need: joiners and variants, where they join or vary something. */
const meaningfulInvisibles = new RegExp(
  [
    // Emoji made of several, and their coloured form.
    /(?<=\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]*)\u200d(?=\p{Extended_Pictographic})/u,
    /(?<=\p{Emoji})\ufe0f/u,
    /(?<=\u{1f3f4})[\u{e0020}-\u{e007e}]+\u{e007f}/u,
    // Joiners between letters: Arabic, and the scripts of India after a mark.
    /(?<=\p{Script=Arabic})\u200c(?=\p{Script=Arabic})/u,
    /(?<=\p{Mn})[\u200c\u200d]/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gu',
)

const isInvisible = /[\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\u2800]/u

/** Signs that elsewhere mean that a name was checked. Nobody checks names here. */
export const checkMark = /[\u2611\u2705\u2713\u2714\u237b\u{1f5f8}\u{1f5f9}]/u

/** Why a display name could deceive, or undefined. */
export function faultOfDisplayName(name: string): ErrorCode | undefined {
  if (isInvisible.test(name.replace(meaningfulInvisibles, '')) || checkMark.test(name)) return 'display_name_invalid'
  return passesForStaff(name) ? 'display_name_reserved' : undefined
}
