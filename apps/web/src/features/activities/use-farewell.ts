import { type RefObject, useEffect } from 'react'
import type { Life } from '../../time/life.ts'
import { announce } from '../../ui/announce.ts'
import { words } from '../../words/words.ts'

/** When a crud expires on the page, tells screen readers, and moves the focus to the next crud. */
export function useFarewell(card: RefObject<HTMLElement | null>, life: Life, author: string): void {
  useEffect(() => {
    if (life !== 'leaving') return
    announce(words.cruds.ended(author))
    if (!card.current?.contains(document.activeElement)) return
    const next = card.current.nextElementSibling ?? card.current.previousElementSibling
    const target = next instanceof HTMLElement ? next : document.getElementById('page-heading')
    target?.focus({ preventScroll: true })
  }, [card, life, author])
}
