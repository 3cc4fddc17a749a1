import type { Activity } from '@cruddur/contract/activities'
import { pagedQuery } from '../client/paged-query.ts'

/**
 * Everything cached under this key holds cruds in one of the shapes below, so that one sweep finds what has expired.
 * Lists are cached through `crudListQuery` only: no feature writes this key.
 */
export const crudsKey = 'cruds'

/** What has an end: a crud, or something about one. */
export type Expiring = Pick<Activity, 'uuid' | 'expires_at'>

/** A page of a list of cruds, or of what is about cruds. */
export type CrudPage<C extends Expiring = Activity> = { cruds: C[]; next: string | undefined }

/** A query of a list of cruds. What expires leaves the cache of its own accord (guarantees 6 to 8). */
export function crudListQuery<Page extends CrudPage<Expiring>>(
  key: readonly string[],
  fetchPage: (cursor: string | undefined, signal: AbortSignal) => Promise<Page>,
  sentPage?: () => Page | undefined,
) {
  return pagedQuery([crudsKey, ...key], fetchPage, sentPage)
}
