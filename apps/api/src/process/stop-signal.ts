const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

// Ctrl-C under npm arrives twice: from the terminal, and passed on by npm. Within this time the two count as one.
const sameSignalMs = 1_000

/**
 * Resolves at the first signal to stop. A second signal ends the process at once; its exit handlers still stop
 * PostgreSQL.
 */
export function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let firstAt = Number.POSITIVE_INFINITY
    for (const signal of signals) {
      process.on(signal, () => {
        if (Date.now() - firstAt > sameSignalMs) process.exit(1)
        if (firstAt === Number.POSITIVE_INFINITY) firstAt = Date.now()
        resolve(signal)
      })
    }
  })
}
