import type { AdminGetUserCommandOutput } from '@aws-sdk/client-cognito-identity-provider'
import { NewHandle } from '@cruddur/contract/names/new-handles'
import { DisplayName } from '@cruddur/contract/users/profile-change'

/** An account of the pool. */
export type PoolUser = {
  sub: string
  email: string | null
  /** The address, unless Cognito says that it is not proven to be theirs: another program can set anybody's. */
  verifiedEmail: string | null
  name: string
  handle: string
  isConfirmed: boolean
  /** Whether no operator has disabled it. */
  isEnabled: boolean
}

/**
 * Reads an account. Other programs may have given it a name or a handle that our rules refuse. Invalid characters are
 * then removed from the handle; if that does not help, it becomes `person_` and the beginning of the subject.
 */
export function poolUserOf({ UserAttributes = [], UserStatus, Enabled = true }: AdminGetUserCommandOutput): PoolUser {
  const attributes = Object.fromEntries(UserAttributes.map(({ Name = '', Value = '' }) => [Name, Value]))
  const { sub = '', email = null, name, preferred_username: handle = '' } = attributes
  const possible = NewHandle.safeParse(handle).data ?? NewHandle.safeParse(plainHandle(handle)).data
  const valid = possible ?? `person_${sub.replace(/-/g, '').slice(0, 12)}`
  return {
    sub,
    email,
    verifiedEmail: attributes['email_verified'] === 'false' ? null : email,
    name: DisplayName.safeParse(name).data ?? valid,
    handle: valid,
    isConfirmed: UserStatus !== 'UNCONFIRMED',
    isEnabled: Enabled,
  }
}

const plainHandle = (handle: string) =>
  handle
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\s.-]+/g, '_')
    .replace(/[^a-z0-9_]/g, '')
    .slice(0, 30)
