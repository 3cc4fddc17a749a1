import { createHash } from 'node:crypto'
import type { Archived, ArchivedGroup } from '@cruddur/message-stores/archive/archived-group'
import type { Message } from '@cruddur/message-stores/messages.port'

const marginMs = 60_000

/**
 * Only messages that expire after this instant are compared. One that expires while it is moved is in the first reading and
 * not in the second.
 *
 * @param now milliseconds since 1970
 */
export function comparedUntil(now: number): string {
  return new Date(now + marginMs).toISOString()
}

/** A line for each of the messages that was moved and is compared, sorted. */
export function linesOf(messages: Message[], moved: Message[], until: string): string[] {
  const uuids = new Set(moved.map(({ uuid }) => uuid))
  return messages
    .filter(({ uuid, expires_at }) => uuids.has(uuid) && expires_at > until)
    .map(({ uuid, from, text, created_at, expires_at }) => JSON.stringify([uuid, from, text, created_at, expires_at]))
    .sort()
}

/** SHA-256 in hexadecimal. */
export function hashOf(lines: string[]): string {
  return createHash('sha256').update(lines.join('\n')).digest('hex')
}

/** Whether a group was found with all its messages, and with nothing of what its members agreed on taken back. */
export function isComplete(found: Archived, moved: Archived, until: string): boolean {
  const expected = linesOf(moved.messages, moved.messages, until)
  const actual = linesOf(found.messages, moved.messages, until)
  return hashOf(expected) === hashOf(actual) && keepsAgreement(found.group, moved.group)
}

function keepsAgreement(found: ArchivedGroup, moved: ArchivedGroup): boolean {
  return (
    found.one === moved.one &&
    found.other === moved.other &&
    found.lifetime <= moved.lifetime &&
    (found.one_read_at ?? '') >= (moved.one_read_at ?? '') &&
    (found.other_read_at ?? '') >= (moved.other_read_at ?? '') &&
    found.expires_at >= moved.expires_at
  )
}
