import { randomInt } from 'node:crypto'
import { AppError } from '@cruddur/contract/app-error'
import * as contract from '@cruddur/contract/moderation/invitations'
import * as server from '@cruddur/contract/moderation/server-facts'
import { selectSignUpMode } from '@cruddur/storage/accounts/sign-up-rules.store'
import type { FastifyInstance } from 'fastify'
import type { Caller } from '../../http/caller.ts'
import { route } from '../../http/route.ts'
import { type Moderation, moderatorOf } from '../../moderators/moderator-of.ts'
import { deleteInvitationAudited, insertInvitationAudited, selectInvitations } from './invitations.store.ts'
import { updateSignUpModeAudited } from './server-settings.store.ts'

/** Letters and digits that are not taken for each other. 16 of them are 79 bits. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
const newCode = () => Array.from({ length: 16 }, () => letters[randomInt(letters.length)]).join('')

/** How the server is run: what anybody may know, and what moderators change while it runs. */
export function serverRoutes(app: FastifyInstance, moderation: Moderation): void {
  const { db, moderators } = moderation
  const forModerators = { authorize: ({ caller }: { caller: Caller }) => moderatorOf(moderation, caller) }
  const facts = async () => ({ has_moderators: moderators.length > 0, sign_up: await selectSignUpMode(db) })

  route(app, server.showServer, facts)

  route(
    app,
    server.changeServer,
    async ({ sign_up }, { caller }) => {
      await updateSignUpModeAudited(db, await moderatorOf(moderation, caller), sign_up)
      return facts()
    },
    forModerators,
  )

  route(app, contract.listInvitations, () => selectInvitations(db), forModerators)

  route(
    app,
    contract.createInvitation,
    async (wanted, { caller }) =>
      insertInvitationAudited(db, await moderatorOf(moderation, caller), { ...wanted, code: newCode() }),
    forModerators,
  )

  route(
    app,
    contract.endInvitation,
    async ({ uuid }, { caller }) => {
      const moderator = await moderatorOf(moderation, caller)
      if (!(await deleteInvitationAudited(db, moderator, uuid))) throw new AppError('invitation_not_found')
      return { success: true as const }
    },
    forModerators,
  )
}
