import type { Headers } from '../model/change.ts'

export type HeadersTable = ReturnType<typeof createHeadersTable>

/** Headers, each combination once: thousands of objects have a dozen of them. */
export function createHeadersTable() {
  const rows: Headers[] = []
  const indexByText = new Map<string, number>()
  const indexByRow = new Map<Headers, number>()

  function add(headers: Headers, text: string): number {
    const sorted = Object.fromEntries(Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1)))
    const sortedText = JSON.stringify(sorted)
    const index = indexByText.get(sortedText) ?? rows.push(sorted) - 1
    indexByRow.set(rows[index] as Headers, index)
    indexByText.set(sortedText, index)
    indexByText.set(text, index)
    return index
  }

  function indexOf(headers: Headers): number {
    const known = indexByRow.get(headers)
    if (known !== undefined) return known
    const text = JSON.stringify(headers)
    return indexByText.get(text) ?? add(headers, text)
  }

  return {
    rows,
    indexOf,
    /** The row of the table that says the same. */
    share: (headers: Headers): Headers => rows[indexOf(headers)] as Headers,
  }
}
