export type LoggedRequest = {
  operation: string
  /** Empty for operations on the bucket. */
  key: string
  /** Null when the connection was dropped without an answer. */
  status: number | null
}

/** Every request in the order of arrival, failed ones too. */
export class RequestLog {
  readonly log: LoggedRequest[] = []

  count(operation: string): number {
    return this.log.reduce((sum, one) => sum + (one.operation === operation ? 1 : 0), 0)
  }

  byOperation(): Record<string, number> {
    const counts: Record<string, number> = {}
    for (const { operation } of this.log) counts[operation] = (counts[operation] ?? 0) + 1
    return counts
  }

  keys(operation: string): string[] {
    return this.log.filter((one) => one.operation === operation).map((one) => one.key)
  }

  clear(): void {
    this.log.length = 0
  }
}
