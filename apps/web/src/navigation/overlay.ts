import type { Activity } from '@cruddur/contract/activities'
import type { Profile, UserShort } from '@cruddur/contract/users'
import { createStore } from '../client/store.ts'

export type PersonName = Pick<UserShort, 'handle' | 'display_name'>

/**
 * The menu or dialog above the page: one at a time. A feature opens it by its kind and need not know who made it; the
 * layout shows it.
 */
export type Overlay =
  | { kind: 'crud-menu'; crud: Activity; anchor: HTMLElement }
  | { kind: 'person-menu'; profile: Profile; anchor: HTMLElement }
  | { kind: 'burn' | 'shorten' | 'report-crud'; crud: Activity }
  | { kind: 'block' | 'report-person'; person: PersonName }
  | { kind: 'compose' | 'shortcuts' | 'delete-account' }
  /** For a visitor who wanted to do something that takes an account: `to` follows "Join to". */
  | { kind: 'invitation'; to: string }

export const overlay = createStore<Overlay | undefined>(undefined)

export function closeOverlay(): void {
  overlay.set(undefined)
}
