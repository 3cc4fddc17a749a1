/** A message that is read, and how far below the top of its thread it stands, in pixels. */
export type HeldPlace = { message: Element; top: number }

function topIn(thread: Element, message: Element): number {
  return message.getBoundingClientRect().top - thread.getBoundingClientRect().top
}

/** The first message of a thread that is in view. */
export function placeIn(thread: Element): HeldPlace | undefined {
  const edge = thread.getBoundingClientRect().top
  const message = [...thread.querySelectorAll('.message')].find((one) => one.getBoundingClientRect().bottom > edge)
  return message && { message, top: topIn(thread, message) }
}

/** Scrolls a thread so that a message stands where it stood. One that is gone cannot. */
export function holdPlace(thread: Element, { message, top }: HeldPlace): void {
  if (message.isConnected) thread.scrollTop += topIn(thread, message) - top
}
