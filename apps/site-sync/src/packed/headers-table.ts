import type { Headers } from '../model/change.ts'

/** Headers, each combination of them once. Thousands of objects have a dozen. */
export function headersTable() {
  const rows: Headers[] = []
  /** As they are ordered in a row, and as they came. */
  const byText = new Map<string, number>()
  /** Rows: what is looked up in one table is often stored in another. */
  const byIdentity = new Map<Headers, number>()
  const add = (headers: Headers, text: string): number => {
    const sorted = Object.fromEntries(Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1)))
    const sense = JSON.stringify(sorted)
    const index = byText.get(sense) ?? rows.push(sorted) - 1
    byIdentity.set(rows[index] as Headers, index)
    byText.set(sense, index)
    byText.set(text, index)
    return index
  }
  return {
    rows,
    indexOf(headers: Headers): number {
      const known = byIdentity.get(headers)
      if (known !== undefined) return known
      const text = JSON.stringify(headers)
      return byText.get(text) ?? add(headers, text)
    },
  }
}
