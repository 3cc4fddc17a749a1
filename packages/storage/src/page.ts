/** Where an item is in a list that is ordered by time, then by id: both, because times can be equal. */
export type ListPosition = { at: string; uuid: string }

/** How many items of a list to read, and after which one. */
export type Page = { limit: number; after: ListPosition | undefined }
