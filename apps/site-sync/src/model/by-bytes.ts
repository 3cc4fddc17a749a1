/** Letters whose order differs between UTF-16 and UTF-8. */
const high = /[\ud800-\uffff]/

/** The order in which S3 lists keys: that of their bytes in UTF-8, which is not the one of `<` where there are emoji. */
export function byBytes(a: string, b: string): number {
  if (a === b) return 0
  if (high.test(a) && high.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b))
  return a < b ? -1 : 1
}
