import { useSyncExternalStore } from 'react'

function listen(listener: () => void): () => void {
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
}

/** Whether this device has a network. It may have one and still reach nothing. */
export function useOnline(): boolean {
  return useSyncExternalStore(listen, () => navigator.onLine)
}
