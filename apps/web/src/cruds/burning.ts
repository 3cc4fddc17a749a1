import type { Activity } from '@cruddur/contract/activities'
import { useSyncExternalStore } from 'react'
import { createStore } from '../client/store.ts'

/** The reader is burning a crud: it fades, and is then hidden until the burn is sent or undone. */
export type Burning = 'leaving' | 'gone'

/** The cruds that the reader is burning, by uuid. */
export const burningCruds = createStore<ReadonlyMap<string, Burning>>(new Map())

/** Whether the reader is burning a crud, or what it replies to. */
export function useBurning(
  crud: Pick<Activity, 'uuid' | 'reply_to_activity_uuid'> | null | undefined,
): Burning | undefined {
  return useSyncExternalStore(burningCruds.subscribe, () => {
    const burning = burningCruds.get()
    return crud ? (burning.get(crud.uuid) ?? burning.get(crud.reply_to_activity_uuid ?? '')) : undefined
  })
}
