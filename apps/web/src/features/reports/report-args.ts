import type { reportReasons } from '@cruddur/contract/reports'

type Reason = (typeof reportReasons)[number]

type Values = Record<string, string>

/** The values of the form as a report. Without a reason the contract refuses it. */
export function reportArgs({ reason, note = '' }: Values): { reason: Reason; note?: string } {
  return {
    reason: reason as Reason,
    // Forms end lines with CRLF, which a note cannot hold.
    ...(note.trim() !== '' && { note: note.replaceAll('\r\n', '\n') }),
  }
}
