import { AppError } from '@cruddur/contract/app-error'
import * as contract from '@cruddur/contract/preferences/preferences'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance } from 'fastify'
import { route } from '../../http/route.ts'
import { selectPreferences, updatePreferences } from './preferences.store.ts'

export function preferencesRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  route(app, contract.showPreferences, async (_input, { caller }) => {
    const preferences = await selectPreferences(db, caller.sub)
    if (!preferences) throw new AppError('generic_401')
    return preferences
  })

  route(app, contract.changePreferences, async (change, { caller }) => {
    const { default_lifetime: lifetime, welcomed = false, receipts } = change
    const preferences = await updatePreferences(db, { sub: caller.sub, lifetime, welcomed, receipts })
    if (!preferences) throw new AppError('generic_401')
    return preferences
  })
}
