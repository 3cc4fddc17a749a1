import type { Person } from '../identity.port.ts'
import { providerId } from './accounts.store.ts'
import type { BetterAuth } from './better-auth.ts'

export type Account = Person & { email: string; password: string }

const isTaken = (error: unknown) => (error as { code?: string }).code === '23505'

/** Confirmed people and their passwords' hashes, as better-auth keeps them. */
export function createAccounts({ adapter, internalAdapter }: BetterAuth) {
  return {
    async find(email: string): Promise<Account | null> {
      const found = await internalAdapter.findUserByEmail(email, { includeAccounts: true })
      const password = found?.accounts.find((account) => account.providerId === providerId)?.password
      if (!found || !password) return null
      const { id, name, handle } = found.user as typeof found.user & { handle: string }
      return { sub: id, name, handle, email, password }
    },

    async findPerson(sub: string): Promise<Person | null> {
      const user = await internalAdapter.findUserById(sub)
      return user && { sub, name: user.name, handle: (user as typeof user & { handle: string }).handle }
    },

    /** Both or nothing. False when the subject, the address or the handle is somebody's already. */
    async create({ sub, name, handle, email, password }: Account): Promise<boolean> {
      const now = new Date()
      const times = { createdAt: now, updatedAt: now }
      try {
        await adapter.transaction(async (tx) => {
          const user = { id: sub, name, email, handle, emailVerified: true, ...times }
          await tx.create({ model: 'user', data: user, forceAllowId: true })
          const account = { userId: sub, accountId: sub, providerId, password, ...times }
          await tx.create({ model: 'account', data: account })
        })
        return true
      } catch (error) {
        if (isTaken(error)) return false
        throw error
      }
    },

    setPassword: (sub: string, hash: string): Promise<void> => internalAdapter.updatePassword(sub, hash),
  }
}

export type Accounts = ReturnType<typeof createAccounts>
