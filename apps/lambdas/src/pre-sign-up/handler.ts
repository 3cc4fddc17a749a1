import { AppError } from '@cruddur/contract/app-error'
import { isErrorCode } from '@cruddur/contract/errors'
import { NewHandle } from '@cruddur/contract/names/new-handles'
import { noSub, selectHandleTaken, upsertHeldHandle } from '@cruddur/storage/accounts/held-handles.store'
import { selectIsHeld, selectSignUpMode } from '@cruddur/storage/accounts/sign-up-rules.store'
import type { Db } from '@cruddur/storage/postgres'
import { z } from 'zod/mini'
import { withDatabase } from '../database/kept-database.ts'
import { SignUpAttributes } from '../sign-up-attributes.ts'
import { trigger } from '../trigger.ts'

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html */
const PreSignUpEvent = z.discriminatedUnion('triggerSource', [
  z.object({
    triggerSource: z.enum(['PreSignUp_SignUp', 'PreSignUp_ExternalProvider']),
    request: z.object({ userAttributes: SignUpAttributes }),
  }),
  z.object({ triggerSource: z.literal('PreSignUp_AdminCreateUser') }),
])

/**
 * Cognito enforces uniqueness for the address only. So before a sign-up, this trigger refuses a handle that somebody else has
 * or holds, and otherwise holds it for the address as long as sign-ups wait for their code. It confirms nobody: that takes the
 * code. An account that an operator makes passes: it may be for a person who has the handle here already.
 *
 * @throws AppError `handle_blank`, `handle_invalid`, `handle_reserved`, `handle_taken`, `sign_up_closed`
 */
export const handler = trigger(PreSignUpEvent, async (event) => {
  if (event.triggerSource === 'PreSignUp_AdminCreateUser') return undecided
  const { email, preferred_username } = event.request.userAttributes
  const handle = parseHandle(preferred_username)
  await withDatabase((db) => db.transaction().execute((transaction) => holdHandle(transaction, { handle, email })))
  return undecided
})

const undecided = { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false }

/** Holds the handle before it looks for others, so that of concurrent sign-ups only one gets it. A refusal rolls the hold back. */
async function holdHandle(transaction: Db, signUp: { handle: string; email: string }): Promise<void> {
  // Our server knows who is invited, and holds the handle before it asks the pool. A program that asks the pool itself is
  // refused while not everybody can sign up.
  if ((await selectSignUpMode(transaction)) !== 'open' && !(await selectIsHeld(transaction, signUp)))
    throw new AppError('sign_up_closed')
  const isHeld = await upsertHeldHandle(transaction, signUp)
  if (!isHeld || (await selectHandleTaken(transaction, { ...signUp, sub: noSub }))) throw new AppError('handle_taken')
}

function parseHandle(text: string | undefined): string {
  const { data, error } = NewHandle.safeParse(text)
  if (data !== undefined) return data
  const code = error?.issues[0]?.message
  throw new AppError(isErrorCode(code) ? code : 'handle_invalid')
}
