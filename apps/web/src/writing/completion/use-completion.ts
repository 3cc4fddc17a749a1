import { type KeyboardEvent, type RefObject, useId, useRef, useState } from 'react'
import { type CompletionQuery, findQuery } from './find-query.ts'

export type Completion = {
  query: CompletionQuery | undefined
  listId: string
  /** The id of the option that the arrow keys are on. */
  active: string | undefined
  setActive: (id: string | undefined) => void
  /** The list sets this. It returns whether it took the key. */
  onKey: RefObject<((event: KeyboardEvent) => boolean) | null>
  /** Looks again at what stands before the caret. */
  look: () => void
  close: () => void
  /** Replaces what was typed, with a space after it. */
  take: (text: string) => void
}

/** What can be completed in a field while somebody types in it. The suggestions are code of their own, fetched on demand. */
export function useCompletion(field: RefObject<HTMLTextAreaElement | null>, write: (text: string) => void): Completion {
  const [query, setQuery] = useState<CompletionQuery>()
  const [active, setActive] = useState<string>()
  const onKey = useRef<((event: KeyboardEvent) => boolean) | null>(null)
  function close(): void {
    setQuery(undefined)
    setActive(undefined)
  }
  function look(): void {
    const { current } = field
    const isCaret = current && current.selectionStart === current.selectionEnd
    const found = isCaret ? findQuery(current.value, current.selectionStart) : undefined
    if (found) setQuery(found)
    else close()
  }
  function take(text: string): void {
    const { current } = field
    if (!(current && query)) return
    current.focus()
    const isFollowedBySpace = /^\s/.test(current.value.slice(query.end))
    current.setRangeText(isFollowedBySpace ? text : `${text} `, query.start, query.end, 'end')
    write(current.value)
    close()
  }
  return { query, listId: useId(), active, setActive, onKey, look, close, take }
}
