import { AppError } from '@cruddur/contract/app-error'
import * as contract from '@cruddur/contract/feeds'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance } from 'fastify'
import { pageOf, sendPage } from '../../http/paging.ts'
import { firstEnd, notKept, sharedRoute } from '../../kept-replies/shared-route.ts'
import { selectActivitiesOf, selectExpiring, selectNewest, selectProfile } from './feeds.store.ts'
import { selectFollowing } from './following.store.ts'

export function feedsRoutes(app: FastifyInstance, { db, keys }: { db: Db; keys: KeyRing }): void {
  sharedRoute(app, contract.homeActivities, async ({ feed, sort, ...query }, { reader, request, reply }) => {
    const page = pageOf(query)
    const all = sort === 'newest' ? selectNewest : selectExpiring
    // A visitor follows nobody: 401 says more than an empty feed.
    if (feed === 'following' && !reader) throw new AppError('generic_401')
    const cruds =
      reader && feed === 'following'
        ? await selectFollowing(db, keys, page, reader, sort)
        : await all(db, keys, page, reader)
    return { shown: sendPage(cruds, page, request, reply), until: firstEnd(cruds) }
  })

  sharedRoute(app, contract.userActivities, async ({ handle, show, ...query }, { reader, request, reply }) => {
    const page = pageOf(query)
    const profile = await selectProfile(db, handle, reader)
    if (!profile) throw new AppError('user_not_found')
    // Readers find people whom they blocked, to undo the block, but see none of their cruds.
    if (profile.relation?.blocked) return notKept({ profile: { ...profile, cruds_count: 0 }, activities: [] })
    const activities = await selectActivitiesOf(db, keys, { userUuid: profile.uuid, show }, page, reader)
    const counted = profile.first_end === null ? [] : [{ expires_at: profile.first_end }]
    return {
      shown: { profile, activities: sendPage(activities, page, request, reply) },
      until: firstEnd([...counted, ...activities]),
    }
  })
}
