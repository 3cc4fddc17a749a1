/**
 * Goes on with a value at once, or when it is there. What a request needs is mostly remembered, and every promise that it waits for
 * costs it time.
 */
export function whenKnown<T, R>(value: T | Promise<T>, next: (value: T) => R | Promise<R>): R | Promise<R> {
  return value instanceof Promise ? value.then(next) : next(value)
}
