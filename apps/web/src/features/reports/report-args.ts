import type { Reason } from './reason-words.ts'

type Values = Record<string, string>

/** What the form says, as a report. Without a reason the contract refuses it. */
export function reportArgs({ reason, note = '' }: Values): { reason: Reason; note?: string } {
  return {
    reason: reason as Reason,
    // Forms send lines with a carriage return each, which a note cannot hold.
    ...(note.trim() !== '' && { note: note.replaceAll('\r\n', '\n') }),
  }
}
