import type { Activity } from '@cruddur/contract/activities'

/** For longer than a reply can be on its way, in milliseconds. */
const keptMs = 5 * 60_000

const ends = new Map<string, { deadline: string; keptUntil: number }>()

/**
 * Remembers that a crud ends at `deadline`. A reply that was on its way when the crud was burnt or shortened still has the
 * old deadline.
 *
 * @param now epoch milliseconds of the server's clock
 */
export function rememberEnd(uuid: string, deadline: string, now: number): void {
  for (const [known, { keptUntil }] of ends) if (keptUntil <= now) ends.delete(known)
  const known = ends.get(uuid)
  const isSooner = !known || Date.parse(deadline) < Date.parse(known.deadline)
  if (isSooner) ends.set(uuid, { deadline, keptUntil: now + keptMs })
}

export function hasKnownEnds(): boolean {
  return ends.size > 0
}

/** The crud with the earliest end that is known of it or of its parent. The same object if that is its own. */
export function withKnownEnd(crud: Activity): Activity {
  let expires_at = crud.expires_at
  for (const uuid of [crud.uuid, crud.reply_to_activity_uuid]) {
    const end = uuid && ends.get(uuid)
    if (end && Date.parse(end.deadline) < Date.parse(expires_at)) expires_at = end.deadline
  }
  return expires_at === crud.expires_at ? crud : { ...crud, expires_at }
}
