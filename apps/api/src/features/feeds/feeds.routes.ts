import { AppError } from '@cruddur/contract/app-error'
import * as contract from '@cruddur/contract/feeds'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance } from 'fastify'
import { pageOf, sendPage } from '../../http/paging.ts'
import { sharedRoute } from '../../kept-replies/shared-route.ts'
import { endAt, firstEnd, notKept } from '../../kept-replies/true-until.ts'
import { selectActivitiesOf, selectExpiring, selectNewest, selectProfile } from './feeds.store.ts'
import { selectFollowing } from './following.store.ts'

export function feedsRoutes(app: FastifyInstance, { db, keys }: { db: Db; keys: KeyRing }): void {
  sharedRoute(app, contract.homeActivities, async ({ feed, sort, ...query }, { reader, request, reply }) => {
    const page = pageOf(query)
    const all = sort === 'newest' ? selectNewest : selectExpiring
    const send = (cruds: Awaited<ReturnType<typeof all>>) => ({
      shown: sendPage(cruds, page, request, reply),
      until: firstEnd(cruds),
    })
    if (feed === 'all') return send(await all(db, keys, page, reader))
    // A visitor follows nobody: 401 says more than an empty feed.
    if (!reader) throw new AppError('generic_401')
    return send(await selectFollowing(db, keys, page, reader, sort))
  })

  sharedRoute(app, contract.userActivities, async ({ handle, show, ...query }, { reader, request, reply }) => {
    const page = pageOf(query)
    const profile = await selectProfile(db, handle, reader)
    if (!profile) throw new AppError('user_not_found')
    // Readers find people whom they blocked, to undo the block, but see none of their cruds.
    if (profile.relation?.blocked) return notKept({ profile: { ...profile, cruds_count: 0 }, activities: [] })
    const activities = await selectActivitiesOf(db, keys, { userUuid: profile.uuid, show }, page, reader)
    return {
      shown: { profile, activities: sendPage(activities, page, request, reply) },
      // One that it shows may have come after the others were counted.
      until: Math.min(endAt(profile.first_end), firstEnd(activities)),
    }
  })
}
