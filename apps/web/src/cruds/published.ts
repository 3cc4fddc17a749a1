import type { Activity } from '@cruddur/contract/activities'
import { createEmitter } from '../client/emitter.ts'

/** A crud was published from this page. Lists listen, so that the composer need not know them. */
export const crudPublished = createEmitter<Activity>()
