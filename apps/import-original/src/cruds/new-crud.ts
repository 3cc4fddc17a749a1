import { createActivity, replyToActivity } from '@cruddur/contract/activities/publishing'
import { parseMessage } from '@cruddur/contract/rich-text'
import { withoutControls } from '../people/new-person.ts'
import type { OriginalCrud } from '../source/original-rows.ts'

/** A crud by the rules of this version, as the statement that inserts cruds takes it. */
export type NewCrud = {
  uuid: string
  author: string
  author_sub: string
  parent: string | null
  message: string
  created_at: number
  deadline: number
  mentions: string[]
}

/** Why a crud is not imported. */
export type Refusal =
  | 'no_author'
  | 'no_time'
  | 'reply_to_nothing'
  | 'reply_in_a_circle'
  | 'message_blank'
  | 'message_too_long'
  | 'message_invalid'

/** Converts a crud. Its line ends become LF, and control characters are left out; nothing else of its words changes. */
export function newCrudFrom(original: OriginalCrud): NewCrud | Refusal {
  const { uuid, author, author_sub, parent, depth, has_parent, created_at, deadline } = original
  if (depth === null) return has_parent ? 'reply_in_a_circle' : 'reply_to_nothing'
  if (author === null || author_sub === null) return 'no_author'
  if (created_at === null || deadline === null) return 'no_time'
  const schema = (depth === 0 ? createActivity : replyToActivity).body.shape.message
  const { data: message, error } = schema.safeParse(withoutControls(original.message))
  if (message === undefined) return refusals[error?.issues[0]?.message ?? ''] ?? 'message_invalid'
  const { mentions } = parseMessage(message)
  return { uuid, author, author_sub, parent, message, created_at, deadline, mentions }
}

const refusals: Record<string, Refusal> = {
  message_blank: 'message_blank',
  message_exceed_max_chars: 'message_too_long',
  message_exceed_max_chars_1024: 'message_too_long',
}
