import type { Entry, KnownOfKey } from '../model/entry.ts'
import { EntryPage } from './entry-page.ts'
import type { HeadersTable } from './headers-table.ts'

/**
 * The entries of a run, in the order in which they were added. A run keeps a hundred thousand of them to its end, so they are
 * not objects but bytes (decision 009). Whoever iterates gets objects that read from these bytes and need not be kept.
 */
export class EntryList implements Iterable<Entry> {
  readonly #pages: EntryPage[] = []
  readonly #table: HeadersTable

  /** @param table holds the headers of the entries */
  constructor(table: HeadersTable) {
    this.#table = table
  }

  /**
   * Adds entries at the end. Each call makes a page with columns of its own: call it with some hundreds of entries.
   *
   * @returns the new entries
   */
  add(known: readonly KnownOfKey[]): Iterable<Entry> {
    const page = new EntryPage(known, this.#table)
    this.#pages.push(page)
    return page
  }

  *[Symbol.iterator](): Generator<Entry> {
    for (const page of this.#pages) yield* page
  }

  /** Forgets what the last run knew of any entry. */
  forgetRemembered(): void {
    for (const page of this.#pages) page.forgetRemembered()
  }
}
