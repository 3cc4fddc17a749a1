/** So many bytes of memory, and a line of those who wait for some. */
export class ByteSemaphore {
  #left: number
  readonly #all: number
  readonly #line: { bytes: number; enter: () => void }[] = []

  constructor(bytes: number) {
    this.#left = bytes
    this.#all = bytes
  }

  /** Takes what there is in all for those who want more. Gives what gives it back. */
  async take(wanted: number): Promise<() => void> {
    const bytes = Math.min(wanted, this.#all)
    if (this.#line.length > 0 || this.#left < bytes) {
      await new Promise<void>((enter) => this.#line.push({ bytes, enter }))
    } else {
      this.#left -= bytes
    }
    return () => this.#give(bytes)
  }

  #give(bytes: number): void {
    this.#left += bytes
    while (this.#line[0] && this.#line[0].bytes <= this.#left) {
      const next = this.#line.shift()
      this.#left -= next?.bytes ?? 0
      next?.enter()
    }
  }
}
