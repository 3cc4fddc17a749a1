/** Limits the bytes of memory in use. Callers that need more than is left wait in a queue. */
export class ByteSemaphore {
  #left: number
  readonly #all: number
  readonly #queue: { bytes: number; enter: () => void }[] = []

  constructor(bytes: number) {
    this.#left = bytes
    this.#all = bytes
  }

  /** Takes bytes, at most all that there are. Returns the function that gives them back. */
  async take(wanted: number): Promise<() => void> {
    const bytes = Math.min(wanted, this.#all)
    if (this.#queue.length > 0 || this.#left < bytes) {
      await new Promise<void>((enter) => this.#queue.push({ bytes, enter }))
    } else {
      this.#left -= bytes
    }
    return () => this.#give(bytes)
  }

  #give(bytes: number): void {
    this.#left += bytes
    while (this.#queue[0] && this.#queue[0].bytes <= this.#left) {
      const next = this.#queue.shift()
      this.#left -= next?.bytes ?? 0
      next?.enter()
    }
  }
}
