import { AppError } from '@cruddur/contract/app-error'
import { NewHandle } from '@cruddur/contract/names/new-handles'
import { DisplayName } from '@cruddur/contract/users/profile-change'
import { deleteHeldHandles, selectHandleTaken, upsertHeldHandle } from '@cruddur/storage/accounts/held-handles.store'
import { registerUser } from '@cruddur/storage/accounts/users.store'
import type { Db } from '@cruddur/storage/postgres'
import { z } from 'zod/mini'
import { withDatabase } from '../database/kept-database.ts'
import { SignUpAttributes } from '../sign-up-attributes.ts'
import { trigger } from '../trigger.ts'

const confirmSignUp = 'PostConfirmation_ConfirmSignUp'

/**
 * Cognito also sends it when a forgotten password was replaced, with whatever attributes the person has.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-confirmation.html
 */
const PostConfirmationEvent = z.discriminatedUnion('triggerSource', [
  z.object({
    triggerSource: z.literal(confirmSignUp),
    request: z.object({ userAttributes: z.extend(SignUpAttributes, { sub: z.guid() }) }),
  }),
  z.object({ triggerSource: z.literal('PostConfirmation_ConfirmForgotPassword') }),
])

/**
 * Writes the row of a person whose address is confirmed. Cognito sends an event again if it gets no answer in time, so the
 * same event may come twice. If no row is written here, the API writes it when the person first signs in.
 *
 * @throws AppError `handle_taken`, `handle_invalid`
 */
export const handler = trigger(PostConfirmationEvent, async (event) => {
  if (event.triggerSource === confirmSignUp) {
    const { sub, email, name, preferred_username } = event.request.userAttributes
    const handle = NewHandle.safeParse(preferred_username).data
    // Only if the pool does not ask pre-sign-up.
    if (handle === undefined) throw new AppError('handle_invalid')
    const person = { sub, email, handle, name: DisplayName.safeParse(name).data ?? handle }
    await withDatabase((db) => db.transaction().execute((transaction) => register(transaction, person)))
  }
  return {}
})

type Person = { sub: string; email: string; handle: string; name: string }

/** The handle may be taken by now: a sign-up holds it for a day, but Cognito confirms sign-ups after that, too. */
async function register(transaction: Db, person: Person): Promise<void> {
  const isHeld = await upsertHeldHandle(transaction, person)
  const isFree = isHeld && !(await selectHandleTaken(transaction, person))
  const registration = isFree ? await registerUser(transaction, person) : 'handle_taken'
  if (registration === 'handle_taken') throw new AppError('handle_taken')
  await deleteHeldHandles(transaction, person.email)
}
