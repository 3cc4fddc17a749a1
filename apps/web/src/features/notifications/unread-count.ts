import { createStore } from '../../client/store.ts'

/** How many notifications have not been read, as far as this page has heard. */
export const unread = createStore(0)
