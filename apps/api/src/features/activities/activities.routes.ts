import * as contract from '@cruddur/contract/activities'
import * as publishing from '@cruddur/contract/activities/publishing'
import { AppError } from '@cruddur/contract/app-error'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance } from 'fastify'
import { pageOf, sendPage } from '../../http/paging.ts'
import { route } from '../../http/route.ts'
import { idempotencyKeyOf } from '../../idempotency/idempotency-key.ts'
import { sharedRoute } from '../../kept-replies/shared-route.ts'
import { firstEnd, notKept } from '../../kept-replies/true-until.ts'
import { selectPersonByHandle } from '../../people/people.store.ts'
import { selectActivity, selectNested, selectPersonAsActivity, selectReplies } from './activities.store.ts'
import { burnActivity, createActivity, replyToActivity, shortenActivity } from './activities.ts'

export function activitiesRoutes(app: FastifyInstance, stores: { db: Db; keys: KeyRing }): void {
  const { db, keys } = stores
  sharedRoute(
    app,
    contract.activityThread,
    async ({ handle, uuid, replies: depth, ...query }, { reader, request, reply }) => {
      const page = pageOf(query)
      const activity = await selectActivity(db, keys, uuid, reader)
      if (activity?.handle !== handle) {
        const follower = await selectPersonAsActivity(db, { handle, uuid }, reader)
        // It shows the present time.
        if (follower) return notKept({ activity: follower, replies: [] })
        const person = await selectPersonByHandle(db, handle, reader)
        throw new AppError(person ? 'activity_not_found' : 'user_not_found')
      }
      const read = await selectReplies(db, keys, uuid, page, reader)
      const replies = sendPage(read, page, request, reply)
      if (depth === 'direct') return { shown: { activity, replies }, until: firstEnd([activity, ...read]) }
      const nested = await selectNested(db, keys, replies, reader)
      return { shown: { activity, replies, nested }, until: firstEnd([activity, ...read, ...nested]) }
    },
  )

  sharedRoute(app, contract.showActivity, async ({ uuid }, { reader }) => {
    const activity = await selectActivity(db, keys, uuid, reader)
    if (!activity) throw new AppError('activity_not_found')
    return { shown: activity, until: firstEnd([activity]) }
  })

  route(app, publishing.createActivity, (input, { caller, request }) =>
    createActivity(stores, caller, input, idempotencyKeyOf(keys, request)),
  )

  route(app, publishing.replyToActivity, (input, { caller, request }) =>
    replyToActivity(stores, caller, input, idempotencyKeyOf(keys, request)),
  )

  route(app, publishing.shortenActivity, (input, { caller }) => shortenActivity(stores, caller, input))

  route(app, publishing.burnActivity, (input, { caller }) => burnActivity(db, caller, input))
}
