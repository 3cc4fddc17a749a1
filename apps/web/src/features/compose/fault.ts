import { createActivity, replyToActivity } from '@cruddur/contract/activities'
import { isErrorCode } from '@cruddur/contract/errors'
import type { Trouble } from '../../client/error-words.ts'
import type { Written } from './outbox.ts'

/** Why something could not be published as it is, found without asking the server: by the very schema that it uses. */
export function faultOf(written: Written): Trouble | undefined {
  const { body } = 'ttl' in written ? createActivity : replyToActivity
  const code = body.safeParse(written).error?.issues[0]?.message
  return isErrorCode(code) ? code : undefined
}
