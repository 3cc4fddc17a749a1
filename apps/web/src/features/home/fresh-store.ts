import { createStore } from '../../client/store.ts'

/** A crud that was published since home was fetched: which one and whose, not what it says, and until when it surely lives. */
export type Fresh = { uuid: string; handle: string; until: number }

/** What waits until the reader asks for it, so that nothing moves under their eyes. */
export const freshCruds = createStore<readonly Fresh[]>([])
