import { knownHandles, maxHandles } from '@cruddur/contract/completion/completion'
import { call } from '../client/call.ts'

/** Those of the handles that somebody has. A request asks for a limited number, so that many take several. */
export async function askForHandles(handles: readonly string[]): Promise<string[]> {
  const first = await call(knownHandles, { handles: handles.slice(0, maxHandles).join(',') })
  return handles.length > maxHandles ? [...first, ...(await askForHandles(handles.slice(maxHandles)))] : first
}
