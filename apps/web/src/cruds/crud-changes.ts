import type { Activity } from '@cruddur/contract/activities'
import type { QueryClient } from '@tanstack/react-query'
import { serverClock } from '../client/clock/server-clock.ts'
import { fade } from '../time/life.ts'
import { changeCruds } from './crud-cache.ts'

function earlier(crud: Activity, deadline: string): Activity {
  return Date.parse(deadline) < Date.parse(crud.expires_at) ? { ...crud, expires_at: deadline } : crud
}

/** A crud, and the replies to it, go at `deadline` if not sooner. Nothing that comes late or twice prolongs them. */
export function bringForward(client: QueryClient, uuid: string, deadline: string): void {
  changeCruds(client, (crud) =>
    crud.uuid === uuid || crud.reply_to_activity_uuid === uuid ? earlier(crud, deadline) : crud,
  )
}

/** A crud that was burnt fades from every open page now, with the replies to it. */
export function fadeOut(client: QueryClient, uuid: string): void {
  bringForward(client, uuid, new Date(serverClock.now() + fade).toISOString())
}

/** Somebody's cruds, and what they brought into feeds, leave memory. */
export function dropPerson(client: QueryClient, handle: string): void {
  changeCruds(client, (crud) => (crud.handle === handle || crud.reposted_by?.handle === handle ? null : crud))
}
