/**
 * The reply to the first call of a page, which the server sends with the HTML so that the page need not ask. It is what a
 * visitor would get. A site that is hosted apart from the API has none.
 */
export type FirstPage = {
  /** The path of the call and its query, as `comparableAddress` writes them. */
  address: string
  reply: unknown
  /** The cursor of the next page of the list; null on the last one. */
  next: string | null
  /** The position of the stream that misses nothing of what the reply shows. */
  position: string
  /** The server's time before it read the reply: an HTTP date, as in the `Date` header. */
  date: string
}

/** The id of the script element that holds it, as JSON. */
export const firstPageId = 'first-page'

/** The size of the pages that the app asks for. Without a limit the API sends more, for clients that cannot ask for the next. */
export const crudsPerPage = '20'

/**
 * An address whose query has its parameters in alphabetical order and whose path, where handles and uuids stand, is in
 * lower case, so that equal calls have equal addresses.
 */
export function comparableAddress(path: string, query: URLSearchParams): string {
  const sorted = new URLSearchParams(query)
  sorted.sort()
  return `${path.toLowerCase()}?${sorted}`
}
