import type { Activity } from '@cruddur/contract/activities'
import { createEmitter } from '../client/emitter.ts'

/** A crud was published from this page. Lists listen, so that the composer need not know them. */
export const crudPublished = createEmitter<Activity>()

const publishedHere = new Set<string>()
crudPublished.listen(({ uuid }) => publishedHere.add(uuid))

/** Whether a crud was published from this page: then it is not new to the reader. */
export function isPublishedHere(uuid: string): boolean {
  return publishedHere.has(uuid)
}
