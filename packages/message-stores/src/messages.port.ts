import type { IdempotencyKey } from '@cruddur/storage/idempotency/idempotency-key'
import type { ListPosition, Page } from '@cruddur/storage/page'
import type { Db } from '@cruddur/storage/postgres'

// The stores know people by uuid only. Names and blocks are the caller's business. Instants are ISO 8601 in UTC with
// milliseconds. Nothing that has expired is returned, counted, or used as a position.

/** The group of two people, seen by one of them: the member. */
export type Group = {
  uuid: string
  member: string
  /** The other of the two. */
  person: string
  /** Seconds that a message lives which is sent now. */
  lifetime: number
  /** Only for a store that keeps an inbox index: the message that orders this group in it. It may have expired. */
  last: ListPosition | null
  /** Only for such a store: when the latest message was sent, even if it is gone. */
  latest_at: string | null
  /** Up to when the member has read, and up to when the person has. */
  read_at: string | null
  person_read_at: string | null
}

export type Message = {
  uuid: string
  /** The sender. */
  from: string
  text: string
  created_at: string
  expires_at: string
  /** In lists: the words can't be opened. The text is empty, and the message keeps its place, so that no list ends with it. */
  hidden?: true
}

export type NewMessage = {
  from: string
  to: string
  text: string
  /** How many seconds this message and later ones of the two live at most. A shorter lifetime of their group stays. */
  lifetime?: number | undefined
  key?: IdempotencyKey | undefined
}

/** A group with its latest message that has not expired. */
export type GroupInList = { group: Group; message: Message; unread: number }

/**
 * A store of direct messages. Two people have at most one group. The first message makes it, and it expires 30 days after
 * the last. No two messages of a group have the same time, and a message that is sent later never sorts before one that
 * could already be read. Whatever happens in a group sends stream events to both members.
 *
 * @throws AppError `database_unavailable` from every method while the store cannot be reached
 */
export type Messages = {
  /** The group, or null if it has expired, never existed, or this is not one of its members. */
  findGroup(uuid: string, member: string): Promise<Group | null>

  /**
   * The member's groups that hold a living message, ordered by the latest such message of each, newest first. `page.after`
   * is the position of one of those messages.
   */
  listGroups(member: string, page: Page): Promise<GroupInList[]>

  /** Messages of a group by time, then by uuid, newest first. */
  listMessages(group: Group, page: Page): Promise<Message[]>

  /** How many messages to the member are unread. */
  countUnread(group: Group): Promise<number>

  /**
   * Sends a message to a person, and makes the group of the two if there is none. A retry with the same key sends nothing
   * and returns what the first request sent, for 24 hours but no longer than that message lives.
   *
   * @param group the group of the two if the caller has just read it: saves a read
   * @returns null if the store knows that one of the two does not exist, or that a block is between them
   * @throws AppError `idempotency_key_reused`
   */
  send(message: NewMessage, group?: Group): Promise<Message | null>

  /** Marks what the member has received as read, up to an instant or up to the latest message. Marks never go back. */
  markRead(group: Group, upTo?: string): Promise<void>

  /** Sets how many seconds messages live that are sent from now on. False if that would not be shorter. */
  shorten(group: Group, seconds: number): Promise<boolean>

  /**
   * Erases a message of the member's own, for both, before its time.
   *
   * @returns false if the group has no such living message, or the other member sent it
   */
  burn(group: Group, message: string): Promise<boolean>

  /** Removes every group of a person with everything in it, for both members. Can be repeated. */
  forget(person: string): Promise<void>

  /**
   * Records that the store must forget a person, in the transaction that deletes their account. `erase` does it, also if
   * the store cannot be reached at the moment.
   *
   * @param sub subject of the person's tokens; their rows in `users` and `deleted_accounts` must exist
   */
  forgetLater(transaction: Db, sub: string): Promise<void>

  /**
   * Erases what has expired and what belongs to deleted people; at most `limit` of each kind. What cannot be erased keeps
   * nothing else, and is tried again.
   *
   * @returns the most erased of any kind: call again at once if that is `limit`
   */
  erase(limit: number): Promise<number>

  close(): Promise<void>
}
