import type { Headers } from '../plan/change.ts'

/** Headers, each combination of them once. Thousands of objects have a dozen. */
export function headersTable() {
  const rows: Headers[] = []
  const bySense = new Map<string, number>()
  // Most objects share theirs with others, and then need not be looked into.
  const byIdentity = new Map<Headers, number>()
  const add = (headers: Headers) => {
    const sorted = Object.fromEntries(Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1)))
    const sense = JSON.stringify(sorted)
    const index = bySense.get(sense) ?? rows.push(sorted) - 1
    bySense.set(sense, index)
    byIdentity.set(headers, index)
    return index
  }
  return { rows, indexOf: (headers: Headers) => byIdentity.get(headers) ?? add(headers) }
}
