/** What wouter asks of `use-sync-external-store`, which is for Reacts that had no such thing themselves. */
export { useSyncExternalStore } from 'react'
