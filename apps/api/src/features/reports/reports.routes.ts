import * as contract from '@cruddur/contract/reports'
import type { FastifyInstance } from 'fastify'
import type { Caller } from '../../http/caller.ts'
import { pageOf, sendPage } from '../../http/paging.ts'
import { route } from '../../http/route.ts'
import { type Moderation, moderatorOf } from '../../moderators/moderator-of.ts'
import { closeReport, listReports } from './moderation.ts'
import { reportActivity, reportPerson } from './reports.ts'

export function reportsRoutes(app: FastifyInstance, moderation: Moderation): void {
  const { db } = moderation
  route(app, contract.reportActivity, (input, { caller }) => reportActivity(db, caller, input))

  route(app, contract.reportPerson, (input, { caller }) => reportPerson(db, caller, input))

  const forModerators = { authorize: ({ caller }: { caller: Caller }) => moderatorOf(moderation, caller) }

  route(
    app,
    contract.listReports,
    async (query, { caller, request, reply }) => {
      const page = pageOf(query)
      return sendPage(await listReports(moderation, caller, page), page, request, reply)
    },
    forModerators,
  )

  route(app, contract.closeReport, ({ uuid }, { caller }) => closeReport(moderation, caller, uuid), forModerators)
}
