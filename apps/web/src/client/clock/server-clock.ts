/** The device's two clocks, in milliseconds: `wall` can be set; `steady` only runs forward, and may stop in sleep. */
export type Reading = { wall: number; steady: number }

export type Clock = {
  read: () => Reading
  /** Takes the server's time from a reply: its `Date` and `Age` headers, and when the request was sent. */
  learn: (reply: { date: string | null; age: string | null; sent: Reading }) => void
  /** The latest that the server's clock can show now, in epoch milliseconds. */
  now: () => number
}

const device = (): Reading => ({ wall: Date.now(), steady: performance.now() })

/** The longer of the two: a clock that was set back, or that slept, must not keep expired cruds on the page. */
export function elapsed(from: Reading, to: Reading): number {
  return Math.max(to.wall - from.wall, to.steady - from.steady)
}

/**
 * The server's clock, estimated from its replies. `Date` has whole seconds and a reply takes time to travel, so each
 * reply gives an interval; several narrow it. The clock shows the end of the interval, to hide a crud early rather than
 * late.
 */
export function createClock(read: () => Reading = device): Clock {
  let known: { at: Reading; earliest: number; latest: number } | undefined
  return {
    read,
    learn({ date, age, sent }) {
      const second = Date.parse(date ?? '') + 1000 * (Number(age) || 0)
      if (Number.isNaN(second)) return
      const at = read()
      const interval = { earliest: second, latest: second + 1000 + Math.max(0, elapsed(sent, at)) }
      const passed = known ? elapsed(known.at, at) : 0
      const before = known && { earliest: known.earliest + passed, latest: known.latest + passed }
      // If the intervals do not overlap, a clock was set in between: the newest reply counts.
      const agree = before && interval.earliest <= before.latest && before.earliest <= interval.latest
      const earliest = agree ? Math.max(before.earliest, interval.earliest) : interval.earliest
      const latest = agree ? Math.min(before.latest, interval.latest) : interval.latest
      known = { at, earliest, latest }
    },
    now: () => (known ? known.latest + elapsed(known.at, read()) : read().wall),
  }
}

/** The one clock of the page. */
export const serverClock = createClock()
