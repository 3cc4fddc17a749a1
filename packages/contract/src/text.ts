import { z } from 'zod/mini'
import type { ErrorCode } from './errors.ts'
import { textPattern } from './text-pattern.ts'

/** Length in Unicode code points. A flag or a family emoji is several. */
export const codePoints = (text: string): number => {
  let count = 0
  for (const _ of text) count++
  return count
}

/** True when a reader would see nothing: white space and characters that draw nothing. */
export const isBlank = (text: string): boolean =>
  /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]*$/u.test(text)

/** Text as it is stored and counted: NFC, each line ending in LF (Windows writes CR LF, old systems CR). */
export const normalizeText = (text: string): string => text.replace(/\r\n?/g, '\n').normalize('NFC')

/** Control characters, and lone surrogates, which PostgreSQL cannot store. */
const hasControls = (text: string): boolean => /\p{Cc}/u.test(text) || !text.isWellFormed()

/** Characters that turn the direction of the text around them: harmless in a message of its own, a disguise in a name. */
const hasBidiControls = (text: string): boolean => /\p{Bidi_Control}/u.test(text)

export type TextRules = {
  /** Longest, in code points after normalization. */
  max: number
  /** Whether it may hold line ends and tabs. Other control characters are never allowed. */
  lines: boolean
  /** Code for a missing or blank text. Without it a blank text is allowed, but not a missing one. */
  blank?: ErrorCode
  tooLong: ErrorCode
  invalid: ErrorCode
  /** Trim it, and refuse characters that could make a name look like another. */
  name?: boolean
  /** A further rule, for a text that keeps the others: the code of the error, or undefined. */
  further?: (text: string) => ErrorCode | undefined
}

/** The first rule that a normalized text breaks, or undefined. */
const faultOf = (text: string, rules: TextRules): ErrorCode | undefined => {
  if (rules.blank && isBlank(text)) return rules.blank
  if (hasControls(rules.lines ? text.replace(/[\n\t]/g, '') : text)) return rules.invalid
  if (rules.name && hasBidiControls(text)) return rules.invalid
  if (codePoints(text) > rules.max) return rules.tooLong
  return rules.further?.(text)
}

/**
 * A text that a person writes. It is normalized, then checked by the rules; only the first broken rule is reported.
 *
 * @returns a schema whose issues have error codes as messages
 */
export const text = (rules: TextRules) =>
  z.string({ error: (issue) => (issue.input == null ? (rules.blank ?? rules.invalid) : rules.invalid) }).check(
    z.overwrite((value) => (rules.name ? normalizeText(value).trim() : normalizeText(value))),
    z.superRefine((value, context) => {
      const fault = faultOf(value, rules)
      if (fault) context.addIssue({ code: 'custom', message: fault })
    }),
    z.meta({ maxLength: rules.max, pattern: textPattern(rules) }),
  )
