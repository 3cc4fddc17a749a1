import { createEmitter } from '../client/emitter.ts'

/** What changed between the reader and the person with this handle. What is left out did not change. */
export type RelationChange = {
  handle: string
  following?: boolean
  muted?: boolean
  blocked?: boolean
  followers_count?: number
}

/** The reader followed, muted or blocked somebody, or took that back. */
export const relationChanged = createEmitter<RelationChange>()
