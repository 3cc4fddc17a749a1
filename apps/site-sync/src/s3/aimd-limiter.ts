/**
 * Limits requests in flight by additive increase and multiplicative decrease: one more after each window of successes, up to
 * a maximum, and half as many when S3 asks to slow down. Other requests wait in a queue.
 */
export class AimdLimiter {
  #limit: number
  readonly #max: number
  #running = 0
  #good = 0
  /** Counts the halvings. A reply to a request from before the last halving says nothing new. */
  #epoch = 0
  readonly #queue: ((epoch: number) => void)[] = []

  constructor(max: number) {
    this.#max = Math.max(1, Math.floor(max))
    this.#limit = this.#max
  }

  get limit(): number {
    return this.#limit
  }

  get running(): number {
    return this.#running
  }

  /** Gives what `leave` wants back. */
  enter(): number | Promise<number> {
    if (this.#running >= this.#limit) return new Promise((resolve) => this.#queue.push(resolve))
    this.#running += 1
    return this.#epoch
  }

  leave(epoch: number, outcome: 'good' | 'slow' | 'failed'): void {
    this.#running -= 1
    if (outcome === 'slow' && epoch === this.#epoch) {
      this.#limit = Math.max(1, Math.floor(this.#limit / 2))
      this.#epoch += 1
      this.#good = 0
    } else if (outcome === 'good' && this.#limit < this.#max) {
      this.#good += 1
      if (this.#good >= this.#limit) {
        this.#limit += 1
        this.#good = 0
      }
    }
    while (this.#queue.length > 0 && this.#running < this.#limit) {
      this.#running += 1
      this.#queue.shift()?.(this.#epoch)
    }
  }
}
