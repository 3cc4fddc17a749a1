import * as contract from '@cruddur/contract/reports'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance } from 'fastify'
import { route } from '../../http/route.ts'
import { reportActivity, reportPerson } from './reports.ts'

export function reportsRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  route(app, contract.reportActivity, (input, { caller }) => reportActivity(db, caller, input))

  route(app, contract.reportPerson, (input, { caller }) => reportPerson(db, caller, input))
}
