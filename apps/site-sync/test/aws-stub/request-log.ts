export type LoggedRequest = {
  operation: string
  /** Empty for what concerns the bucket as a whole. */
  key: string
  /** Null where the connection was dropped without an answer. */
  status: number | null
}

/** Every request that arrived, in the order of arrival, whatever became of it. */
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
