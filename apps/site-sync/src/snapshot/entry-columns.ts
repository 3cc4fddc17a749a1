import type { Encoding, Remembered, Stored, Wanted } from '../model/change.ts'
import { HashColumn } from './hash-column.ts'
import type { HeadersTable } from './headers-table.ts'

// The columns of a page of entries, for each of the three things that are known of a key. A row that was never set is null.

const encodings: readonly (Encoding | null)[] = [null, 'br', 'gzip']
/** Index 0 is for rows that were never set. */
const stages: readonly (Wanted['stage'] | null)[] = [null, 'asset', 'entry']

export class WantedColumns {
  readonly #table: HeadersTable
  readonly #stages: Uint8Array
  readonly #sizes: Float64Array
  readonly #headers: Uint32Array
  readonly #encodings: Uint8Array
  /** UTF-16 units of the key before the path of its file: those of the prefix. */
  readonly #fileStarts: Uint16Array
  /** Files whose path is not the end of their key: those with clean URLs. Redirects have null. */
  readonly #otherFiles = new Map<number, string | null>()

  constructor(rowCount: number, table: HeadersTable) {
    this.#table = table
    this.#stages = new Uint8Array(rowCount)
    this.#sizes = new Float64Array(rowCount)
    this.#headers = new Uint32Array(rowCount)
    this.#encodings = new Uint8Array(rowCount)
    this.#fileStarts = new Uint16Array(rowCount)
  }

  set(row: number, { key, file, size, headers, encoding, stage }: Wanted): void {
    this.#stages[row] = stages.indexOf(stage)
    this.#sizes[row] = size
    this.#headers[row] = this.#table.indexOf(headers)
    this.#encodings[row] = encodings.indexOf(encoding)
    if (file !== null && key.endsWith(file)) this.#fileStarts[row] = key.length - file.length
    else this.#otherFiles.set(row, file)
  }

  get(row: number, key: string): Wanted | null {
    const stage = stages[this.#stages[row] ?? 0]
    if (!stage) return null
    const otherFile = this.#otherFiles.get(row)
    return {
      key,
      file: otherFile === undefined ? key.slice(this.#fileStarts[row]) : otherFile,
      size: this.#sizes[row] ?? 0,
      headers: this.#table.rows[this.#headers[row] ?? 0] ?? {},
      encoding: encodings[this.#encodings[row] ?? 0] ?? null,
      stage,
    }
  }
}

export class StoredColumns {
  readonly #etags: HashColumn
  readonly #sizes: Float64Array

  constructor(rowCount: number) {
    this.#etags = new HashColumn(rowCount)
    this.#sizes = new Float64Array(rowCount)
  }

  set(row: number, { etag, size }: Stored): void {
    this.#etags.set(row, etag)
    this.#sizes[row] = size
  }

  get(row: number, key: string): Stored | null {
    const etag = this.#etags.get(row)
    return etag === null ? null : { key, etag, size: this.#sizes[row] ?? 0 }
  }
}

export class RememberedColumns {
  readonly #table: HeadersTable
  readonly #etags: HashColumn
  readonly #md5s: HashColumn
  readonly #encodings: Uint8Array
  readonly #headers: Uint32Array

  constructor(rowCount: number, table: HeadersTable) {
    this.#table = table
    this.#etags = new HashColumn(rowCount)
    this.#md5s = new HashColumn(rowCount)
    this.#encodings = new Uint8Array(rowCount)
    this.#headers = new Uint32Array(rowCount)
  }

  set(row: number, { etag, md5, encoding, headers }: Remembered): void {
    this.#etags.set(row, etag)
    this.#md5s.set(row, md5)
    this.#encodings[row] = encodings.indexOf(encoding)
    this.#headers[row] = this.#table.indexOf(headers)
  }

  get(row: number): Remembered | null {
    const etag = this.#etags.get(row)
    const md5 = this.#md5s.get(row)
    if (etag === null || md5 === null) return null
    const encoding = encodings[this.#encodings[row] ?? 0] ?? null
    return { etag, md5, encoding, headers: this.#table.rows[this.#headers[row] ?? 0] ?? {} }
  }
}
