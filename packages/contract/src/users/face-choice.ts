import { z } from 'zod/mini'
import { checkMark } from '../names/display-names.ts'

/** Code points. The longest emoji, a couple with two skin tones, has ten. */
const maxLetterLength = 10

/** An emoji as Unicode's UTS #51 builds them: of one picture or of several, a flag, or a key. */
const emoji = [
  /(?:\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?\u200d){0,3}\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?/u,
  /\p{Regional_Indicator}{2}/u,
  /\u{1f3f4}[\u{e0020}-\u{e007e}]{5}\u{e007f}/u,
  /[0-9#*]\ufe0f?\u20e3/u,
]

/**
 * A letter that can be seen. It may have two marks: accents and vowel signs of any script, but no tower that runs over the
 * rows above and below.
 */
const letter = /(?!.*\p{Default_Ignorable_Code_Point})\p{L}\p{M}{0,2}/u

/** One character as people count them, and none that says that somebody was checked. */
const oneLetter = new RegExp(
  `^(?!.*${checkMark.source})(?:${[letter, /\p{Nd}/u, ...emoji].map(({ source }) => source).join('|')})$`,
  'u',
)

const Letter = z.string({ error: 'face_invalid' }).check(
  z.overwrite((letter) => letter.trim().normalize('NFC')),
  z.refine((letter) => oneLetter.test(letter), { error: 'face_invalid' }),
  z.meta({ maxLength: maxLetterLength, pattern: oneLetter.source, description: 'One letter, digit or emoji.' }),
)

const Hue = z
  .int({ error: 'face_invalid' })
  .check(z.gte(0, { error: 'face_invalid' }), z.lte(359, { error: 'face_invalid' }))

/** A face that somebody chooses, see `Face`. */
export const FaceChoice = z.object({ letter: Letter, hue: Hue }, { error: 'face_invalid' })
