import type { Message } from './messages.port.ts'

/** A group as it is stored, with everything that two stores must agree on. `one` is the lesser uuid of its two members. */
export type ArchivedGroup = {
  uuid: string
  one: string
  other: string
  /** Seconds. */
  lifetime: number
  one_read_at: string | null
  other_read_at: string | null
  /** When it is forgotten. */
  expires_at: string
}

/** A group with all its messages that live, oldest first. */
export type Archived = { group: ArchivedGroup; messages: Message[] }

/**
 * All that a store of direct messages holds, to be moved to another. What has had its time is not given, but for groups of a
 * store that does not erase: those are over, without a message, and only to be removed.
 */
export type MessageArchive = {
  /** The groups that are found by this person: every group is found by one of its members, or by both. */
  groupsOf(person: string): AsyncIterable<Archived>
  /** The group of these two people, or null. */
  find(uuid: string): Promise<Archived | null>
  /**
   * Adds a group and its messages to what is there, as often as wanted: of two lifetimes the shorter counts, of two read
   * marks the later. Nobody is told.
   */
  restore(archived: Archived): Promise<void>
  /** Removes a group with all that is in it. */
  remove(group: ArchivedGroup): Promise<void>
}
