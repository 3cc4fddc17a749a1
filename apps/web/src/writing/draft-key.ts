/** The name of a place to write in: whose it is, and what is replied to. */
export function placeOf(author: string, parent?: string): string {
  return `${author}.${parent ?? 'crud'}`
}
