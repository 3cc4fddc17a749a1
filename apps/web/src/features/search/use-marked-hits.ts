import { type RefObject, useEffect } from 'react'
import { hitsIn, markedWords } from './mark-hits.ts'

const name = 'search-hit'

function rangesIn(root: HTMLElement, words: readonly string[]): Range[] {
  const ranges: Range[] = []
  for (const text of root.querySelectorAll('.rich-text')) {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (const [start, end] of hitsIn(node.nodeValue ?? '', words)) {
        const range = new Range()
        range.setStart(node, start)
        range.setEnd(node, end)
        ranges.push(range)
      }
    }
  }
  return ranges
}

/**
 * Marks the words of a search in the cruds below an element, as styles say (CSS Custom Highlight API). It changes nothing in
 * the page, and a browser that does not know it shows the cruds unmarked.
 */
export function useMarkedHits(ref: RefObject<HTMLElement | null>, term: string): void {
  useEffect(() => {
    const root = ref.current
    if (!root || typeof Highlight === 'undefined') return
    const words = markedWords(term)
    const mark = () => CSS.highlights.set(name, new Highlight(...rangesIn(root, words)))
    mark()
    const watch = new MutationObserver(mark)
    watch.observe(root, { childList: true, subtree: true })
    return () => {
      watch.disconnect()
      CSS.highlights.delete(name)
    }
  }, [ref, term])
}
