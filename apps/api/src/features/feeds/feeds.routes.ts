import * as contract from '@cruddur/contract/activities'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../../app-error.ts'
import { pageOf, sendPage } from '../../page.ts'
import { route } from '../../route.ts'
import { selectActivitiesOf, selectHome, selectProfile } from './feeds.store.ts'

export function feedsRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  route(app, contract.homeActivities, async (query, { request, reply }) => {
    const page = pageOf(query)
    return sendPage(await selectHome(db, page), page, request, reply)
  })

  route(app, contract.userActivities, async ({ handle, ...query }, { request, reply }) => {
    const page = pageOf(query)
    const profile = await selectProfile(db, handle)
    if (!profile) throw new AppError('user_not_found')
    const activities = await selectActivitiesOf(db, profile.uuid, page)
    return { profile, activities: sendPage(activities, page, request, reply) }
  })
}
