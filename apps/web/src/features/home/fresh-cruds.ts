import { lifetimeSeconds } from '@cruddur/contract/lifetimes'
import { serverClock } from '../../client/clock/server-clock.ts'
import { type Fresh, freshCruds } from './fresh-store.ts'

/** The pill counts no further. */
const maxFresh = 200

/** In milliseconds. No crud is published with a shorter lifetime. */
const minLifeMs = Math.min(...Object.values(lifetimeSeconds)) * 1000

function change(next: (fresh: Fresh) => Fresh | null): void {
  const known = freshCruds.get()
  const left = known.map(next).filter((fresh) => fresh !== null)
  if (left.length < known.length || left.some((fresh, index) => fresh !== known[index])) freshCruds.set(left)
}

export function addFresh(uuid: string, handle: string): void {
  const known = freshCruds.get()
  if (known.some((fresh) => fresh.uuid === uuid)) return
  freshCruds.set([...known.slice(1 - maxFresh), { uuid, handle, until: serverClock.now() + minLifeMs }])
}

export function dropFresh(uuids: ReadonlySet<string>): void {
  change((fresh) => (uuids.has(fresh.uuid) ? null : fresh))
}

export function dropFreshBy(handle: string): void {
  change((fresh) => (fresh.handle === handle ? null : fresh))
}

export function shortenFresh(uuid: string, deadline: number): void {
  change((fresh) => (fresh.uuid === uuid && deadline < fresh.until ? { ...fresh, until: deadline } : fresh))
}

/** Guarantee 6: removes what may have expired by `now`, in epoch milliseconds. */
export function dropOldFresh(now: number): void {
  change((fresh) => (fresh.until <= now ? null : fresh))
}
