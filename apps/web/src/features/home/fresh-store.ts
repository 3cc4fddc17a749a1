import { createStore } from '../../client/store.ts'

/**
 * A reference to a crud that was published since home was fetched. It lives at least until `until`, in epoch
 * milliseconds.
 */
export type Fresh = { uuid: string; handle: string; until: number }

/** New cruds that wait until the reader asks for them, so that nothing moves while they read. */
export const freshCruds = createStore<readonly Fresh[]>([])
