/** A reply with all of its body. */
export type Reply = {
  status: number
  /** Names in small letters. What came more than once is joined by commas. */
  headers: Record<string, string | undefined>
  body: Buffer
}
