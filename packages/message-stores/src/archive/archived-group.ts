import type { Message } from '../messages.port.ts'

/** A group as a store keeps it: everything that two stores must agree on. `one` is the lesser uuid of its two members. */
export type ArchivedGroup = {
  uuid: string
  one: string
  other: string
  /** Seconds that a message lives which is sent now. */
  lifetime: number
  one_read_at: string | null
  other_read_at: string | null
  expires_at: string
}

/** A group with all its messages that have not expired, oldest first. */
export type Archived = { group: ArchivedGroup; messages: Message[] }
