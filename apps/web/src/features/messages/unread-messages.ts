import { createStore } from '../../client/store.ts'

/** How many messages have not been read, as far as this page has heard. */
export const unreadMessages = createStore(0)
