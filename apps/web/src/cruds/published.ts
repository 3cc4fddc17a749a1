import type { Activity } from '@cruddur/contract/activities'
import { createStore } from '../client/store.ts'

/**
 * The crud that was published last from here. Lists of cruds listen to it; they are not for the composer to know. Apart
 * from the outbox, so that a visitor's first load listens without fetching what only members write with.
 */
export const delivered = createStore<Activity | undefined>(undefined)
