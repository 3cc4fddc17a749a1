import type { Remembered, Stored, Wanted } from '../model/change.ts'
import type { Entry, KnownOfKey } from '../model/entry.ts'
import { RememberedColumns, StoredColumns, WantedColumns } from './entry-columns.ts'
import { HashColumn } from './hash-column.ts'
import type { HeadersTable } from './headers-table.ts'

/** Some entries in columns of bytes: about 150 bytes each. Columns without a value do not exist. */
export class EntryPage {
  readonly #table: HeadersTable
  /** The keys one after the other, in UTF-8. */
  readonly #keys: Buffer
  /** Where each key ends. */
  readonly #ends: Uint32Array
  readonly #wanted: WantedColumns | null
  readonly #stored: StoredColumns | null
  #remembered: RememberedColumns | null
  #md5s: HashColumn | null = null
  #written: RememberedColumns | null = null
  readonly #deletedRows = new Set<number>()

  constructor(known: readonly KnownOfKey[], table: HeadersTable) {
    this.#table = table
    const keys = known.map(({ key }) => Buffer.from(key))
    this.#keys = Buffer.concat(keys)
    this.#ends = new Uint32Array(known.length)
    this.#wanted = known.some(({ wanted }) => wanted) ? new WantedColumns(known.length, table) : null
    this.#stored = known.some(({ stored }) => stored) ? new StoredColumns(known.length) : null
    this.#remembered = known.some(({ remembered }) => remembered) ? new RememberedColumns(known.length, table) : null
    let end = 0
    for (const [row, { wanted, stored, remembered }] of known.entries()) {
      end += keys[row]?.length ?? 0
      this.#ends[row] = end
      if (wanted) this.#wanted?.set(row, wanted)
      if (stored) this.#stored?.set(row, stored)
      if (remembered) this.#remembered?.set(row, remembered)
    }
  }

  *[Symbol.iterator](): Generator<Entry> {
    for (let row = 0; row < this.#ends.length; row++) yield new EntryRow(this, row)
  }

  keyOf(row: number): string {
    return this.#keys.toString('utf8', row === 0 ? 0 : this.#ends[row - 1], this.#ends[row])
  }

  wantedOf(row: number): Wanted | null {
    return this.#wanted?.get(row, this.keyOf(row)) ?? null
  }

  storedOf(row: number): Stored | null {
    return this.#stored?.get(row, this.keyOf(row)) ?? null
  }

  rememberedOf(row: number): Remembered | null {
    return this.#remembered?.get(row) ?? null
  }

  forgetRemembered(): void {
    this.#remembered = null
  }

  md5Of(row: number): string | null {
    return this.#md5s?.get(row) ?? null
  }

  setMd5(row: number, md5: string): void {
    this.#md5s ??= new HashColumn(this.#ends.length)
    this.#md5s.set(row, md5)
  }

  outcomeOf(row: number): Entry['outcome'] {
    return this.#deletedRows.has(row) ? 'deleted' : (this.#written?.get(row) ?? null)
  }

  setOutcome(row: number, outcome: Remembered | 'deleted'): void {
    if (outcome === 'deleted') {
      this.#deletedRows.add(row)
    } else {
      this.#written ??= new RememberedColumns(this.#ends.length, this.#table)
      this.#written.set(row, outcome)
    }
  }
}

/** An entry as others see it. It reads from its page whenever it is asked, and holds nothing itself. */
class EntryRow implements Entry {
  readonly #page: EntryPage
  readonly #row: number

  constructor(page: EntryPage, row: number) {
    this.#page = page
    this.#row = row
  }

  get key() {
    return this.#page.keyOf(this.#row)
  }

  get wanted() {
    return this.#page.wantedOf(this.#row)
  }

  get stored() {
    return this.#page.storedOf(this.#row)
  }

  get remembered() {
    return this.#page.rememberedOf(this.#row)
  }

  get md5() {
    return this.#page.md5Of(this.#row)
  }

  setMd5(md5: string) {
    this.#page.setMd5(this.#row, md5)
  }

  get outcome() {
    return this.#page.outcomeOf(this.#row)
  }

  setOutcome(outcome: Remembered | 'deleted') {
    this.#page.setOutcome(this.#row, outcome)
  }
}
