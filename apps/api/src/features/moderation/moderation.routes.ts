import { AppError } from '@cruddur/contract/app-error'
import * as audits from '@cruddur/contract/moderation/audits'
import * as decisions from '@cruddur/contract/moderation/decisions'
import * as openReports from '@cruddur/contract/moderation/open-reports'
import * as people from '@cruddur/contract/moderation/people'
import * as suspensions from '@cruddur/contract/moderation/suspensions'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { FastifyInstance } from 'fastify'
import type { Caller } from '../../http/caller.ts'
import { pageOf, sendPage } from '../../http/paging.ts'
import { route } from '../../http/route.ts'
import { type Moderation, moderatorOf } from '../../moderators/moderator-of.ts'
import { selectAudits } from './audits.store.ts'
import { decideReport } from './decisions.ts'
import { selectPeople } from './people.store.ts'
import { selectReportsAudited } from './reports.store.ts'
import { selectStanding } from './suspensions.store.ts'
import { liftSuspension, suspendPerson } from './suspensions.ts'

export function moderationRoutes(app: FastifyInstance, moderation: Moderation & { keys: KeyRing }): void {
  const { db, moderators } = moderation
  const forModerators = { authorize: ({ caller }: { caller: Caller }) => moderatorOf(moderation, caller) }

  route(
    app,
    openReports.listReports,
    async (query, { caller, request, reply }) => {
      const page = pageOf(query)
      const reports = await selectReportsAudited(moderation, await moderatorOf(moderation, caller), page)
      return sendPage(reports, page, request, reply)
    },
    forModerators,
  )

  route(
    app,
    decisions.decideReport,
    (decision, { caller }) => decideReport(moderation, caller, decision),
    forModerators,
  )

  route(
    app,
    audits.listAudits,
    async (query, { request, reply }) => {
      const page = pageOf(query)
      return sendPage(await selectAudits(db, page), page, request, reply)
    },
    forModerators,
  )

  route(
    app,
    people.listPeople,
    async ({ prefix, suspended, ...query }, { request, reply }) => {
      const page = pageOf(query)
      const found = await selectPeople(db, { prefix, onlySuspended: suspended === 'only' }, page)
      const shown = sendPage(found, page, request, reply)
      return shown.map((person) => ({ ...person, is_moderator: moderators.includes(person.handle) }))
    },
    forModerators,
  )

  route(app, people.suspendPerson, (wanted, { caller }) => suspendPerson(moderation, caller, wanted), forModerators)

  route(app, people.liftSuspension, (wanted, { caller }) => liftSuspension(moderation, caller, wanted), forModerators)

  route(app, suspensions.showStanding, async (_input, { caller }) => {
    const standing = await selectStanding(db, caller.sub)
    if (!standing) throw new AppError('generic_401')
    return { is_moderator: moderators.includes(standing.handle), suspension: standing.suspension }
  })
}
