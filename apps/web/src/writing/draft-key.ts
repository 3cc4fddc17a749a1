/** The name of a place to write in: whose it is, and what is replied to. */
export const placeOf = (author: string, parent?: string): string => `${author}.${parent ?? 'crud'}`
