import { type Activity, activityThread, showActivity } from '@cruddur/contract/activities'
import { userActivities } from '@cruddur/contract/feeds'
import { searchActivities } from '@cruddur/contract/search'
import { call } from '../../client/call.ts'
import { CallError } from '../../client/call-error.ts'

/** The places where a crud can be read. */
export const views = ['crud', 'thread', 'profile', 'search'] as const
export type View = (typeof views)[number]

/** What the server answered, and whether the crud was in it. Undefined while nothing was answered. */
export type Sighting = { status: number; there: boolean } | undefined
export type Sightings = Readonly<Record<View, Sighting>>

/** How the crud is asked for in each place: as every page and every program asks. */
export function addressesOf({ uuid, handle, message }: Activity): Readonly<Record<View, string>> {
  return {
    crud: `/api/activities/${uuid}`,
    thread: `/api/activities/@${handle}/status/${uuid}`,
    profile: `/api/activities/@${handle}`,
    search: `/api/activities/search?term=${termOf(handle, message)}`,
  }
}

const termOf = (handle: string, message: string) => `from:@${handle} "${message}"`

/** Looks in these places for the crud. What cannot be reached is undefined. */
export async function lookAt(crud: Activity, where: readonly View[], signal: AbortSignal): Promise<Partial<Sightings>> {
  const { uuid, handle, message } = crud
  const isIn = (cruds: readonly Activity[]) => cruds.some((each) => each.uuid === uuid)
  const looks: Record<View, () => Promise<boolean>> = {
    crud: async () => (await call(showActivity, { uuid }, { signal })).uuid === uuid,
    thread: async () => (await call(activityThread, { handle, uuid }, { signal })).activity.uuid === uuid,
    profile: async () => isIn((await call(userActivities, { handle }, { signal })).activities),
    search: async () => isIn(await call(searchActivities, { term: termOf(handle, message) }, { signal })),
  }
  const seen = await Promise.all(where.map(async (view) => [view, await sightingOf(looks[view])] as const))
  return Object.fromEntries(seen)
}

async function sightingOf(look: () => Promise<boolean>): Promise<Sighting> {
  try {
    return { status: 200, there: await look() }
  } catch (error) {
    return error instanceof CallError && error.status === 404 ? { status: 404, there: false } : undefined
  }
}
