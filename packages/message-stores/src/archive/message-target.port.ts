import type { Archived } from './archived-group.ts'

/** A store that messages are moved into. */
export type MessageTarget = {
  /** The group with this uuid, or null. */
  find(uuid: string): Promise<Archived | null>

  /**
   * Adds a group and its messages to what is there. Can be repeated: of two lifetimes the shorter is kept, of two read marks
   * the later. Sends no stream events.
   */
  restore(archived: Archived): Promise<void>
}
