import { AppError } from '@cruddur/contract/app-error'
import * as contract from '@cruddur/contract/users'
import * as profileChange from '@cruddur/contract/users/profile-change'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance } from 'fastify'
import { route } from '../../http/route.ts'
import { selectPersonByHandle } from '../../people/people.store.ts'
import { updateUser } from './users.store.ts'

export function usersRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  route(app, contract.showUserShort, async ({ handle }, { reader }) => {
    const user = await selectPersonByHandle(db, handle, reader)
    if (!user) throw new AppError('user_not_found')
    return user
  })

  for (const endpoint of [profileChange.updateProfile, profileChange.putProfile]) {
    route(app, endpoint, async ({ display_name, bio = null, face }, { caller }) => {
      const user = await updateUser(db, { sub: caller.sub, display_name, bio, face })
      if (!user) throw new AppError('generic_401')
      return user
    })
  }
}
