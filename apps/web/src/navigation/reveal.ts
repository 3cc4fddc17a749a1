/** In milliseconds. What is in the cache is on the page a few frames later. */
const maxWaitMs = 500

/** Resolves to the element with an id once it is on the page; to null if it does not come. */
export async function waitForElement(id: string): Promise<HTMLElement | null> {
  const end = performance.now() + maxWaitMs
  for (;;) {
    const element = document.getElementById(id)
    if (element || performance.now() > end) return element
    await new Promise(requestAnimationFrame)
  }
}

/** Whether the reader has any of an element before their eyes. */
export function isInView(element: HTMLElement): boolean {
  const { top, bottom } = element.getBoundingClientRect()
  return bottom > 0 && top < innerHeight
}
