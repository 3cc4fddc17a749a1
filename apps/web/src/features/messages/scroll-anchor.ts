/** The message that the reader reads, and how far below the top of its thread it stands, in pixels. */
export type ScrollAnchor = { message: Element; top: number }

function topIn(thread: Element, message: Element): number {
  return message.getBoundingClientRect().top - thread.getBoundingClientRect().top
}

/** The first message of a thread that is in view. */
export function findAnchor(thread: Element): ScrollAnchor | undefined {
  const edge = thread.getBoundingClientRect().top
  const message = [...thread.querySelectorAll('.message')].find((one) => one.getBoundingClientRect().bottom > edge)
  return message && { message, top: topIn(thread, message) }
}

/** Scrolls a thread so that the message stands where it stood. Does nothing if the message is gone. */
export function restoreAnchor(thread: Element, { message, top }: ScrollAnchor): void {
  if (message.isConnected) thread.scrollTop += topIn(thread, message) - top
}
