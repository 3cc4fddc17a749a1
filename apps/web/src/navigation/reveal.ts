import { scrollWhileSettling } from './scroll-while-settling.ts'

// What is in the cache is on the page a few frames later. On a slow device that takes longer, but not more frames.
const waitMs = 500
const waitFrames = 10

/** Resolves to the element with an id once it is on the page; to null if it does not come. */
export async function waitForElement(id: string): Promise<HTMLElement | null> {
  const end = performance.now() + waitMs
  for (let frame = 0; ; frame++) {
    const element = document.getElementById(id)
    if (element || (frame >= waitFrames && performance.now() > end)) return element
    await new Promise(requestAnimationFrame)
  }
}

/** Whether the reader has any of an element before their eyes. */
export function isInView(element: HTMLElement): boolean {
  const { top, bottom } = element.getBoundingClientRect()
  return bottom > 0 && top < innerHeight
}

/** Scrolls as far as needed for an element to be in view, and keeps it there while the page settles. */
export function scrollIntoSight(element: HTMLElement): void {
  scrollWhileSettling(() => {
    element.scrollIntoView({ block: 'nearest' })
    return false
  })
}
