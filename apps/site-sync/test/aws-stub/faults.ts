import { AwsError } from './aws-error.ts'

type Where = { operation?: string; key?: string }
type Fault = Where & {
  left: number
  kind: 'error' | 'drop-before' | 'drop-after' | 'cut' | 'half'
  error?: AwsError
}
export type Failure = Where & { code?: string; status?: number }

/** Faults that a test asks for. Each happens a given number of times. */
export class Faults {
  #planned: Fault[] = []
  #share = 0
  #state = 1

  /** Answers the next `times` requests with an error. Default: 503 SlowDown. With status 200 the body is an error. */
  fail(times: number, { code = 'SlowDown', status = 503, ...where }: Failure = {}): void {
    this.#planned.push({ ...where, left: times, kind: 'error', error: new AwsError(status, code) })
  }

  /** Closes the connection without an answer, before or after the request had its effect. */
  drop(times: number, when: 'before' | 'after', where: Where = {}): void {
    this.#planned.push({ ...where, left: times, kind: `drop-${when}` })
  }

  /** `cut`: the connection ends in the middle of the body. `half`: the answer is complete, but its body is only the first half. */
  truncate(times: number, how: 'cut' | 'half', where: Where = {}): void {
    this.#planned.push({ ...where, left: times, kind: how })
  }

  /** Answers this share of all requests with 503 SlowDown. The same seed and order give the same requests. */
  flaky(share: number, seed = 1): void {
    this.#share = share
    this.#state = seed
  }

  clear(): void {
    this.#planned = []
    this.#share = 0
  }

  /** Takes the fault for this request, and counts it. */
  next(operation: string, key: string): Fault | null {
    if (this.#share > 0 && this.#random() < this.#share) {
      return { left: 0, kind: 'error', error: new AwsError(503, 'SlowDown', 'Please reduce your request rate.') }
    }
    for (const fault of this.#planned) {
      if (fault.left === 0) continue
      if (fault.operation !== undefined && fault.operation !== operation) continue
      if (fault.key !== undefined && fault.key !== key) continue
      fault.left--
      return fault
    }
    return null
  }

  /** The generator `mulberry32`. */
  #random(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
