import { createStore } from '../client/store.ts'

export type RelationNews = {
  handle: string
  following?: boolean
  muted?: boolean
  blocked?: boolean
  followers_count?: number
}

/** What changed last between the reader and a person. Pages and lists listen to it; they are not for relations to know. */
export const relationNews = createStore<RelationNews | undefined>(undefined)
