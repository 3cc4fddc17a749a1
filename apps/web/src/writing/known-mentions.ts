import { useEffect } from 'react'
import { createStore, useStore } from '../client/store.ts'

/** Handles that somebody has, of those that were asked about. */
const known = createStore<ReadonlySet<string>>(new Set())
/** Handles in the order in which they came onto the page, and how many of them the server was asked about. */
const seen: string[] = []
let asked = 0

/** Asks for all mentions that came onto the page together. When that fails, they're links, as they may well be people. */
async function askForNew(): Promise<void> {
  const handles = seen.slice(asked)
  asked = seen.length
  const found = await import('./ask-for-handles.ts').then((code) => code.askForHandles(handles)).catch(() => handles)
  known.set(new Set([...known.get(), ...found]))
}

function ask(handle: string): void {
  if (!seen.includes(handle) && seen.push(handle) === asked + 1) queueMicrotask(askForNew)
}

/** Whether somebody has a handle that a text mentions. False until the server has said so. */
export function useIsPerson(handle: string): boolean {
  useEffect(() => ask(handle), [handle])
  return useStore(known).has(handle)
}
