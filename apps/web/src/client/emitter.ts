export type Emitter<T> = {
  emit: (event: T) => void
  /** Returns the function that stops listening. */
  listen: (listener: (event: T) => void) => () => void
}

/** Tells all listeners of something that happened. Whoever listens later does not hear of it. */
export function createEmitter<T>(): Emitter<T> {
  const listeners = new Set<(event: T) => void>()
  return {
    emit(event) {
      for (const listener of [...listeners]) listener(event)
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
