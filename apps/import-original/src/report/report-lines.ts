import type { OriginalCounts } from '../source/original-rows.ts'
import { type Change, type CrudRefusal, isComplete, type Totals } from './report.ts'

const refusals: Record<CrudRefusal, string> = {
  no_author: 'nobody wrote them',
  author_left: 'their authors are not here',
  no_time: 'their time cannot be read',
  reply_to_nothing: 'they answer cruds that do not exist',
  reply_in_a_circle: 'they answer each other in a cycle, or answer a reply without a parent',
  parent_left: 'they answer cruds that were left behind or are gone',
  message_blank: 'they have no visible text',
  message_too_long: 'they are longer than 280 characters, or 1,024 for a reply',
  message_invalid: 'they hold characters that cannot be stored',
}

const changes: Record<Change, string> = {
  display_name: 'have another display name, because theirs is too long, blank or could deceive',
  bio: 'have another bio, because theirs is longer than 160 characters or held control characters',
  email: 'have no valid e-mail address, and cannot sign in with one',
  shared_email: 'share their e-mail address with somebody who came later, and cannot sign in with it',
  email_taken: 'have an e-mail address or a handle that has an account here, and cannot sign in with it',
  other_uuid: 'are here with another uuid, because they signed in first: their direct messages cannot be moved',
  subject: 'had no usable subject of Cognito: their own uuid is their subject',
}

/** The report, a line each. Holds handles and uuids, never words or addresses. */
export function reportLines(totals: Totals, counts: OriginalCounts): string[] {
  const { people, cruds, deadlines } = totals
  const merged = counts.users - counts.people
  return [
    `people: ${counts.people} in ${counts.users} rows. Taken ${people.taken}, taken before ${people.before}, here already ${people.here}, deleted here ${people.deleted}`,
    ...(merged > 0 ? [`  ${merged} rows have the subject of an earlier row, and are one person with it`] : []),
    ...totals.handles.map(({ from, to }) => `  handle ${JSON.stringify(from)} is now @${to}`),
    ...[...totals.changes].map(
      ([change, handles]) =>
        `  ${handles.length} ${changes[change]}: ${handles.map((handle) => `@${handle}`).join(' ')}`,
    ),
    `cruds: ${counts.activities}. Taken ${cruds.taken}, taken before ${cruds.before}, expired ${cruds.expired}, left behind ${leftBehind(totals)}`,
    ...[...totals.refused].map(
      ([reason, uuids]) => `  ${uuids.length} left behind, ${refusals[reason]}: ${uuids.join(' ')}`,
    ),
    ...deadlineLines(deadlines),
    ...counterLines(counts),
    verdict(totals, counts),
  ]
}

const leftBehind = ({ refused }: Totals) => [...refused.values()].reduce((sum, { length }) => sum + length, 0)

function deadlineLines({ none, too_long }: Totals['deadlines']): string[] {
  return [
    ...(none > 0 ? [`  ${none} had no deadline: they expire 30 days after they were written`] : []),
    ...(too_long > 0 ? [`  ${too_long} had more than 30 days: they expire 30 days after they were written`] : []),
  ]
}

function counterLines({ likes, reposts }: OriginalCounts): string[] {
  if (likes + reposts === 0) return []
  return [`  ${likes} likes and ${reposts} reposts were numbers without people, and are not taken`]
}

function verdict(totals: Totals, counts: OriginalCounts): string {
  if (isComplete(totals, counts)) return 'Every row is accounted for.'
  const { people, cruds } = totals.missing
  return `NOT EQUAL: ${people} people and ${cruds} cruds are missing here, or rows were not read. Is a server running? Run it again.`
}
