import type { ListPosition, Page } from '@cruddur/storage/page'
import type { IdempotencyKey } from '../../idempotency/idempotency-key.ts'

// People are their uuids here: who they are, and what lies between them, is for the caller to know. Instants are ISO 8601
// in UTC with milliseconds. Nothing that has had its time is ever given, counted or pointed at.

/** The group of two people, as one of them, the member, stands in it. */
export type Group = {
  uuid: string
  member: string
  /** The other one. */
  person: string
  /** Seconds that a message lives which is sent now. */
  lifetime: number
  /** The message that it stands in lists for, where the store has to know: not to be shown, it may have had its time. */
  last: ListPosition | null
  /** Up to when the member has read, and up to when the person has. */
  read_at: string | null
  person_read_at: string | null
}

export type Message = {
  uuid: string
  /** Who sent it. */
  from: string
  text: string
  created_at: string
  expires_at: string
}

export type NewMessage = { from: string; to: string; text: string; key?: IdempotencyKey | undefined }

/** A group with its latest message that lives. */
export type GroupInList = { group: Group; message: Message; unread: number }

/**
 * Where direct messages are kept. Two people have at most one group, which comes to be with the first message and is
 * forgotten 30 days after the last. Messages of a group have times of their own that follow each other: one that is sent
 * later is never placed before one that could be read earlier. Both members are told of what happens through streams.
 *
 * A store that is away makes methods throw AppError `database_unavailable`.
 */
export type Messages = {
  /** Whether it is apart from the accounts, and has to be told which are no more. */
  apart: boolean

  /** The group, or null unless it lives and this is one of its members. */
  findGroup(uuid: string, member: string): Promise<Group | null>

  /**
   * The member's groups in which a message lives, in the order of the latest of each, backwards; at most `limit` of those
   * after the position of such a message.
   */
  listGroups(member: string, page: Page): Promise<GroupInList[]>

  /** Messages of a group, the latest first, then by uuid, backwards; at most `limit` of those after a message's position. */
  listMessages(group: Group, page: Page): Promise<Message[]>

  /** How many messages to the member they have not read. */
  countUnread(group: Group): Promise<number>

  /**
   * Sends a message to a person, in the group of the two, which is made when there is none. A retry with the same key sends
   * nothing and gives what the first try sent, for 24 hours and never longer than that lives.
   *
   * @param group the group of the two as it was found, to ask less often
   * @returns null when one of the two is nobody, or a block is between them, as far as the store can tell by itself
   * @throws AppError `idempotency_key_reused`
   */
  send(message: NewMessage, group?: Group): Promise<Message | null>

  /** Marks what the member was sent as read, up to an instant, or up to the latest message. Never less than before. */
  markRead(group: Group, upTo?: string): Promise<void>

  /** Lets messages that are sent from now on live for so many seconds. False when that would not be shorter. */
  shorten(group: Group, seconds: number): Promise<boolean>

  /** Removes every group of somebody with all that is in it, for both. Can be repeated. */
  forget(person: string): Promise<void>

  close(): Promise<void>
}
