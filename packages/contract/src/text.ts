import { z } from 'zod/mini'
import type { ErrorCode } from './errors.ts'

/** Length as people count it: Unicode code points, after NFC. A flag or a family is several. */
export const codePoints = (text: string): number => {
  let count = 0
  for (const _ of text) count++
  return count
}

/** True when a reader would see nothing: white space and characters that draw nothing. */
export const isBlank = (text: string): boolean =>
  /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]*$/u.test(text)

/** Control characters, and halves of surrogate pairs, which are no text at all and which PostgreSQL cannot hold. */
const hasControls = (text: string): boolean => /\p{Cc}/u.test(text) || !text.isWellFormed()

/** Characters that turn the direction of the text around them: harmless in a message of its own, a disguise in a name. */
const turnsDirection = (text: string): boolean => /\p{Bidi_Control}/u.test(text)

export type TextRules = {
  /** Longest, in code points after NFC. */
  max: number
  /** Whether it may hold newlines. Other control characters never. */
  lines: boolean
  /** Code for absent or blank; without one, blank text is fine (but absent is not). */
  blank?: ErrorCode
  tooLong: ErrorCode
  invalid: ErrorCode
  /** Refuse characters that could make a name look like another. */
  name?: boolean
}

/** Why a text breaks the rules, or undefined. `text` is in NFC already. */
const faultOf = (text: string, rules: TextRules): ErrorCode | undefined => {
  if (rules.blank && isBlank(text)) return rules.blank
  if (hasControls(rules.lines ? text.replaceAll('\n', '') : text)) return rules.invalid
  if (rules.name && turnsDirection(text)) return rules.invalid
  return codePoints(text) > rules.max ? rules.tooLong : undefined
}

/**
 * Text as a person writes it: normalised to NFC, then held to the rules. One code comes out, the first that applies.
 *
 * @returns a schema whose issues' messages are error codes
 */
export const text = (rules: TextRules) =>
  z.string({ error: (issue) => (issue.input == null ? (rules.blank ?? rules.invalid) : rules.invalid) }).check(
    z.overwrite((value) => (rules.name ? value.normalize('NFC').trim() : value.normalize('NFC'))),
    z.superRefine((value, context) => {
      const fault = faultOf(value, rules)
      if (fault) context.addIssue({ code: 'custom', message: fault })
    }),
    z.meta({ maxLength: rules.max }),
  )
