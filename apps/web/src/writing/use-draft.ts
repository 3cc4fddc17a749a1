import { useCallback } from 'react'
import { deviceStorage } from '../client/device-storage.ts'
import { hasSignedOut, session } from '../client/session/session.ts'
import { createStore, type Store, useStore } from '../client/store.ts'
import { createDrafts } from './drafts.ts'

const drafts = createDrafts(deviceStorage)
const open = new Map<string, Store<string>>()

function storeOf(place: string): Store<string> {
  const known = open.get(place)
  if (known) return known
  const store = createStore(drafts.load(place))
  open.set(place, store)
  return store
}

function save(place: string, text: string): void {
  storeOf(place).set(text)
  try {
    drafts.save(place, text)
  } catch {
    // A full storage is no reason to stop somebody from writing.
  }
}

/** The draft of a place to write in. Two composers of one place show the same words. */
export function useDraft(place: string): [string, (text: string) => void] {
  const text = useStore(storeOf(place))
  return [text, useCallback((next: string) => save(place, next), [place])]
}

/** Puts words back where they were written, unless something else was begun there since. */
export function returnToDraft(place: string, text: string): boolean {
  if (storeOf(place).get().trim() !== '') return false
  save(place, text)
  return true
}

// At sign-out the device forgets what was stored; what is on the screen goes with it.
session.subscribe(() => {
  if (hasSignedOut(session.get())) for (const store of open.values()) store.set('')
})

drafts.dropOld()
