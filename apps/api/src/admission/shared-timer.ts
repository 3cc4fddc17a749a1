/** Something that is to happen unless it is stopped before. */
export type Timed = { onTime(): void }

/**
 * Timeouts of one duration, with one timer of Node for all of them. Every request starts two that hardly ever end, and a timer
 * of its own costs ten times as much.
 *
 * @param ms milliseconds after which each is over
 */
export function createSharedTimer(ms: number) {
  /** When each is due, in milliseconds. All last as long, so the first is due first. */
  const due = new Map<Timed, number>()
  let timer: NodeJS.Timeout | undefined

  function wait(untilMs: number): void {
    // What it would do is of no use to a process that has nothing else to do.
    timer = setTimeout(run, Math.max(1, untilMs - performance.now())).unref()
  }

  function run(): void {
    timer = undefined
    const now = performance.now()
    for (const [timed, at] of due) {
      if (at > now) {
        wait(at)
        return
      }
      due.delete(timed)
      timed.onTime()
    }
  }

  return {
    start(timed: Timed): void {
      const at = performance.now() + ms
      due.set(timed, at)
      if (!timer) wait(at)
    },
    stop: (timed: Timed): void => void due.delete(timed),
  }
}

export type SharedTimer = ReturnType<typeof createSharedTimer>
