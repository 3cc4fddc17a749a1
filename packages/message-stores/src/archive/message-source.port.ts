import type { Archived, ArchivedGroup } from './archived-group.ts'

/** A store that messages are moved out of. */
export type MessageSource = {
  /**
   * The groups that are found by this person. Every group is found by one of its members or by both. Expired messages are
   * left out. A store that erases nothing by itself also gives groups that have expired, without messages, so that they
   * can be removed.
   */
  groupsOf(person: string): AsyncIterable<Archived>

  /**
   * Removes a group with everything in it. Can be repeated, until `groupsOf` is asked for the next group. In a store that
   * another program writes to, only what `groupsOf` gave and what has expired is removed.
   */
  remove(group: ArchivedGroup): Promise<void>

  /**
   * What cannot be moved, and why. Nothing removes it. A store that people are deleted from together with their messages
   * has none.
   */
  left?(): Promise<LeftMessages[]>
}

/** Messages that stay where they are. */
export type LeftMessages = {
  reason: 'unknown_people' | 'stranger' | 'to_oneself' | 'unreadable' | 'no_list'
  messages: number
  /** Because of how many people who are not here. */
  people: number
}
