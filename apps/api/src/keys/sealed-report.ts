import type { KeyRing } from '@cruddur/key-ring/key-ring.port'

/** The words of a report as they are stored, or as they are in a row of before words were sealed. */
export type SealedWords = {
  sealed_note: Buffer | null
  sealed_evidence: Buffer | null
  plain_note: string | null
  plain_evidence: string | null
}

export type ReportWords = { note: string; evidence: string | null }

const placeOfNote = (uuid: string) => `reports.note:${uuid}`
const placeOfEvidence = (uuid: string) => `reports.evidence:${uuid}`

/** Seals the words of a report until its deadline. An empty note is stored as none. */
export function sealReport(
  keys: KeyRing,
  { uuid, expires_at }: { uuid: string; expires_at: string },
  { note, evidence }: ReportWords,
): Pick<SealedWords, 'sealed_note' | 'sealed_evidence'> {
  const endsAt = new Date(expires_at)
  return {
    sealed_note: note === '' ? null : keys.seal(note, endsAt, placeOfNote(uuid)),
    sealed_evidence: evidence === null ? null : keys.seal(evidence, endsAt, placeOfEvidence(uuid)),
  }
}

/** The words of a report. What is over is not there. */
export function openReport(keys: KeyRing, uuid: string, words: SealedWords): ReportWords {
  const { sealed_note, sealed_evidence, plain_note, plain_evidence } = words
  const note = sealed_note ? keys.open(sealed_note, placeOfNote(uuid)) : plain_note
  const evidence = sealed_evidence ? keys.open(sealed_evidence, placeOfEvidence(uuid)) : plain_evidence
  return { note: note ?? '', evidence: evidence ?? null }
}
