import { type RefObject, useLayoutEffect } from 'react'

/** Of what is in the elements, in pixels, by their ids, in the order in which they were set. */
const heights = new Map<string, number>()
const mostHeights = 5000

/**
 * The height that a crud had when a list was last left. The browser does not lay out what is off the screen, and without
 * this a list would not be as long as it was when the reader comes back to their place in it.
 *
 * @returns a value for the style sheet's `contain-intrinsic-block-size`
 */
export function heightBefore(id: string): string | undefined {
  const height = heights.get(id)
  return height === undefined ? undefined : `auto ${height}px`
}

/** Remembers how high the cruds of a list are when it is left. */
export function useRowHeights(list: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = list.current
    return () => {
      for (const row of element?.querySelectorAll<HTMLElement>('.crud') ?? []) remember(row.id, contentHeight(row))
    }
  }, [list])
}

function remember(id: string, height: number): void {
  // Deleted first, so that the first of the map is the one that was set longest ago.
  heights.delete(id)
  heights.set(id, height)
  for (const oldest of heights.keys()) {
    if (heights.size <= mostHeights) return
    heights.delete(oldest)
  }
}

/** With its fraction, and without the borders: they are not part of what the style sheet's property says. */
function contentHeight(row: HTMLElement): number {
  return row.getBoundingClientRect().height - (row.offsetHeight - row.clientHeight)
}
