import { useCallback } from 'react'
import { deviceStorage } from '../client/device-storage.ts'
import { randomKey } from '../client/random-key.ts'
import { hasSignedOut, session } from '../client/session/session.ts'
import { createStore, type Store, useStore } from '../client/store.ts'
import { createDrafts, type KeptDraft } from './drafts.ts'

const drafts = createDrafts(deviceStorage)
const open = new Map<string, Store<string>>()

function storeOf(key: string): Store<string> {
  const known = open.get(key)
  if (known) return known
  const store = createStore(drafts.load(key))
  open.set(key, store)
  return store
}

function save(key: string, text: string): void {
  storeOf(key).set(text)
  try {
    drafts.save(key, text)
  } catch {
    // A full storage must not stop anybody from writing.
  }
}

/** The draft with this key, and how to change it. Two fields with the same key show the same text. */
export function useDraft(key: string): [string, (text: string) => void] {
  const text = useStore(storeOf(key))
  return [text, useCallback((next: string) => save(key, next), [key])]
}

/** Makes a text the draft again. Returns false, and changes nothing, if something else was begun there. */
export function returnToDraft(key: string, text: string): boolean {
  if (storeOf(key).get().trim() !== '') return false
  save(key, text)
  return true
}

/** Everything that a person has begun to write on this device, the latest first. */
export function listDrafts(author: string): KeptDraft[] {
  return drafts.list(`${author}.`)
}

export function deleteDraft(key: string): void {
  save(key, '')
}

/** Keeps the text that is being written under a key of its own, and empties the field. */
export function putDraftAside(key: string): void {
  const text = storeOf(key).get()
  if (text.trim() === '') return
  save(`${key}.${randomKey()}`, text)
  save(key, '')
}

/** Goes on with a draft that was put aside. What is being written instead is put aside. */
export function takeDraft(key: string, { key: kept, text }: KeptDraft): void {
  putDraftAside(key)
  save(kept, '')
  save(key, text)
}

/** Drops drafts that are too old, and empties the fields on the page at sign-out, when the device forgets drafts. */
export function startDrafts(): void {
  drafts.dropOld()
  session.subscribe(() => {
    if (hasSignedOut(session.get())) for (const store of open.values()) store.set('')
  })
}
