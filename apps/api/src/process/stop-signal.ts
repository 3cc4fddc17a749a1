const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

// Ctrl-C under npm arrives twice: once from the terminal, once passed on by npm.
const sameMs = 1_000

/**
 * Resolves at the first signal to stop. A second one means "now": the process ends at once; its exit handlers still
 * stop PostgreSQL.
 */
export function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let firstAt = Number.POSITIVE_INFINITY
    for (const signal of signals) {
      process.on(signal, () => {
        if (Date.now() - firstAt > sameMs) process.exit(1)
        if (firstAt === Number.POSITIVE_INFINITY) firstAt = Date.now()
        resolve(signal)
      })
    }
  })
}
