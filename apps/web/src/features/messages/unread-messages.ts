import { createStore } from '../../client/store.ts'

/** How many messages are unread, as the server last said. */
export const unreadMessages = createStore(0)
