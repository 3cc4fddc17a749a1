import { randomUUID } from 'node:crypto'
import type { UserShort } from '@cruddur/contract/users'
import { registerUser } from '@cruddur/storage/accounts/users.store'
import type { Db } from '@cruddur/storage/postgres'
import { selectPersonBySub } from '../../../people/people.store.ts'
import type { EmbeddedIdentity } from '../embedded/embedded-identity.ts'

export type SignedInMember = UserShort & { sub: string; token: string }

/** Somebody with an access token, without the hashing and the e-mails of a sign-up. They cannot sign in. */
export async function createMember(
  db: Db,
  identity: Pick<EmbeddedIdentity, 'issue'>,
  { handle, display_name = handle }: { handle: string; display_name?: string },
): Promise<SignedInMember> {
  const sub = randomUUID()
  await registerUser(db, { sub, handle, name: display_name })
  const user = await selectPersonBySub(db, sub)
  if (!user) throw new Error(`the handle ${handle} is taken`)
  return { ...user, sub, token: await identity.issue({ sub, sessionId: randomUUID(), signedInAt: new Date() }) }
}
