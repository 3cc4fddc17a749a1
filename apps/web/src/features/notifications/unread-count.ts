import { createStore } from '../../client/store.ts'

/** How many notifications are unread, as the server last said. */
export const unread = createStore(0)
