import { knownHandles, maxHandles } from '@cruddur/contract/completion/completion'
import { useEffect } from 'react'
import { call } from '../client/call.ts'
import { createStore, useStore } from '../client/store.ts'

/** Handles that were asked about, and whether somebody has them. */
const known = createStore<ReadonlyMap<string, boolean>>(new Map())
const asked = new Set<string>()
let waiting: string[] = []

/** Asks for all mentions that came onto the page together. When that fails, they're links, as they may well be people. */
async function askForWaiting(): Promise<void> {
  const handles = waiting.splice(0, maxHandles)
  if (waiting.length > 0) queueMicrotask(askForWaiting)
  const found = await call(knownHandles, { handles: handles.join(',') }).catch(() => handles)
  known.set(new Map([...known.get(), ...handles.map((handle) => [handle, found.includes(handle)] as const)]))
}

function ask(handle: string): void {
  if (asked.has(handle)) return
  asked.add(handle)
  waiting = [...waiting, handle]
  if (waiting.length === 1) queueMicrotask(askForWaiting)
}

/** Whether somebody has a handle that a text mentions. False until the server has said so. */
export function useIsPerson(handle: string): boolean {
  useEffect(() => ask(handle), [handle])
  return useStore(known).get(handle) ?? false
}
