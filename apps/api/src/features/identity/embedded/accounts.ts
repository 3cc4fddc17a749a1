import type { Account } from '../identity.port.ts'
import { passwordProvider } from './accounts.store.ts'
import type { BetterAuth } from './better-auth.ts'

/** An account with its address, and the hash of its password. */
export type StoredAccount = Account & { email: string; password: string }

const isUniqueViolation = (error: unknown) => (error as { code?: string }).code === '23505'

/** Confirmed accounts and their password hashes, as better-auth stores them. */
export function createAccounts({ adapter, internalAdapter }: BetterAuth) {
  return {
    async findByEmail(email: string): Promise<StoredAccount | null> {
      const found = await internalAdapter.findUserByEmail(email, { includeAccounts: true })
      const password = found?.accounts.find((account) => account.providerId === passwordProvider)?.password
      if (!found || !password) return null
      const { id, name, handle } = found.user as typeof found.user & { handle: string }
      return { sub: id, name, handle, email, password }
    },

    async findBySub(sub: string): Promise<Account | null> {
      const user = await internalAdapter.findUserById(sub)
      return user && { sub, name: user.name, handle: (user as typeof user & { handle: string }).handle }
    },

    /** Creates the account in one transaction. Returns false if the subject, the address or the handle is taken. */
    async create({ sub, name, handle, email, password }: StoredAccount): Promise<boolean> {
      const now = new Date()
      const times = { createdAt: now, updatedAt: now }
      try {
        await adapter.transaction(async (tx) => {
          const user = { id: sub, name, email, handle, emailVerified: true, ...times }
          await tx.create({ model: 'user', data: user, forceAllowId: true })
          const account = { userId: sub, accountId: sub, providerId: passwordProvider, password, ...times }
          await tx.create({ model: 'account', data: account })
        })
        return true
      } catch (error) {
        if (isUniqueViolation(error)) return false
        throw error
      }
    },

    setPassword: (sub: string, hash: string): Promise<void> => internalAdapter.updatePassword(sub, hash),
  }
}

export type Accounts = ReturnType<typeof createAccounts>
