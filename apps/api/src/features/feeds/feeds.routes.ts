import * as contract from '@cruddur/contract/activities'
import { AppError } from '@cruddur/contract/app-error'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance } from 'fastify'
import { pageOf, sendPage } from '../../http/paging.ts'
import { route } from '../../http/route.ts'
import { selectActivitiesOf, selectExpiring, selectNewest, selectProfile } from './feeds.store.ts'
import { selectFollowing } from './following.store.ts'

export function feedsRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  route(app, contract.homeActivities, async ({ feed, sort, ...query }, { caller, request, reply }) => {
    const page = pageOf(query)
    const all = sort === 'newest' ? selectNewest : selectExpiring
    if (feed === 'all') return sendPage(await all(db, page, caller?.sub ?? null), page, request, reply)
    // A visitor follows nobody: better said than an empty feed.
    if (!caller) throw new AppError('generic_401')
    return sendPage(await selectFollowing(db, page, caller.sub, sort), page, request, reply)
  })

  route(app, contract.userActivities, async ({ handle, ...query }, { caller, request, reply }) => {
    const page = pageOf(query)
    const profile = await selectProfile(db, handle, caller?.sub ?? null)
    if (!profile) throw new AppError('user_not_found')
    // Whom the reader has blocked they can find, to take it back, but not hear.
    if (profile.relation?.blocked) return { profile: { ...profile, cruds_count: 0 }, activities: [] }
    const activities = await selectActivitiesOf(db, profile.uuid, page, caller?.sub ?? null)
    return { profile, activities: sendPage(activities, page, request, reply) }
  })
}
