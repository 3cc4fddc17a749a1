import { useEffect } from 'react'
import { createStore, useStore } from '../client/store.ts'

/** Handles that somebody has, of those that were asked about. */
const known = createStore<ReadonlySet<string>>(new Set())
const asked = new Set<string>()
let waiting: string[] = []

/** Asks for all mentions that came onto the page together. When that fails, they're links, as they may well be people. */
async function askForWaiting(): Promise<void> {
  const handles = waiting
  waiting = []
  const found = await import('./ask-for-handles.ts').then((code) => code.askForHandles(handles)).catch(() => handles)
  known.set(new Set([...known.get(), ...found]))
}

function ask(handle: string): void {
  if (asked.has(handle)) return
  asked.add(handle)
  if (waiting.push(handle) === 1) queueMicrotask(askForWaiting)
}

/** Whether somebody has a handle that a text mentions. False until the server has said so. */
export function useIsPerson(handle: string): boolean {
  useEffect(() => ask(handle), [handle])
  return useStore(known).has(handle)
}
