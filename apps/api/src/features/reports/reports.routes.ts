import * as contract from '@cruddur/contract/reports'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance } from 'fastify'
import { route } from '../../http/route.ts'
import { reportActivity, reportPerson } from './reports.ts'

export function reportsRoutes(app: FastifyInstance, ports: { db: Db; keys: KeyRing }): void {
  route(app, contract.reportActivity, (input, { caller }) => reportActivity(ports, caller, input))

  route(app, contract.reportPerson, (input, { caller }) => reportPerson(ports, caller, input))
}
