import { useSyncExternalStore as native } from 'react'

/** What the router asks of a package for Reacts that had no such thing themselves. */
export const useSyncExternalStore = native
