export type Emitter<T> = {
  emit: (event: T) => void
  /** Returns the function that stops listening. */
  listen: (listener: (event: T) => void) => () => void
}

/** Passes events to all present listeners. Events are not kept for later ones. */
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
