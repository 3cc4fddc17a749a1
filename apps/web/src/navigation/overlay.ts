import type { Activity } from '@cruddur/contract/activities'
import type { Profile, UserShort } from '@cruddur/contract/users'
import { createStore } from '../client/store.ts'

export type Named = Pick<UserShort, 'handle' | 'display_name'>

/** What lies above the page: one menu or one dialog at a time. Any part of a page can open it; the shell shows it. */
export type Overlay =
  | { kind: 'crud-menu'; crud: Activity; anchor: HTMLElement }
  | { kind: 'person-menu'; profile: Profile; anchor: HTMLElement }
  | { kind: 'burn' | 'shorten' | 'report-crud'; crud: Activity }
  | { kind: 'block' | 'report-person'; person: Named }
  | { kind: 'delete-account' }
  /** A visitor wanted to do what only members can. */
  | { kind: 'invitation'; to: string }

export const overlay = createStore<Overlay | undefined>(undefined)

export function closeOverlay(): void {
  overlay.set(undefined)
}
