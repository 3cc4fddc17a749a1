import { type KeyboardEvent, useEffect, useLayoutEffect, useState } from 'react'
import { Avatar } from '../../ui/Avatar.tsx'
import { announce } from '../../ui/announce.ts'
import './suggestions.css'
import { words } from '../../words/words.ts'
import { fetchSuggestions, type Suggestion } from './suggestions.ts'
import type { Completion } from './use-completion.ts'

/** How long nothing is typed before the server is asked. */
const pauseMs = 150

/** The suggestions for the last query that was answered; those for an earlier one stay meanwhile, so that nothing flickers. */
function useSuggestions(kind: 'mention' | 'hashtag', prefix: string): readonly Suggestion[] {
  const [found, setFound] = useState<{ kind: string; suggestions: readonly Suggestion[] }>()
  useEffect(() => {
    const abort = new AbortController()
    const timer = setTimeout(async () => {
      // Without an answer there are no suggestions, and one writes on.
      const suggestions = await fetchSuggestions({ kind, prefix }, abort.signal).catch(() => [])
      if (!abort.signal.aborted) setFound({ kind, suggestions })
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [kind, prefix])
  return found?.kind === kind ? found.suggestions : []
}

/**
 * People or hashtags to choose from, below the field, which keeps the focus (the list autocomplete of the ARIA Authoring
 * Practices Guide). The first person is chosen at once; a tag only by the arrow keys, since Enter after a new tag must not
 * change it.
 */
export function Suggestions({ completion }: { completion: Completion }) {
  const { query, listId, setActive, onKey, close, take } = completion
  const kind = query?.kind ?? 'mention'
  const typed = query?.prefix.toLowerCase() ?? ''
  const found = useSuggestions(kind, query?.prefix ?? '')
  // Whoever has typed it all needs no list.
  const suggestions = found.length === 1 && found[0]?.text.slice(1) === typed ? [] : found
  const [at, setAt] = useState(-1)
  const isWhole = suggestions[0]?.text.slice(1) === typed
  // biome-ignore lint/correctness/useExhaustiveDependencies: other suggestions begin anew.
  useEffect(() => {
    setAt(kind === 'mention' && typed !== '' && !isWhole && suggestions.length > 0 ? 0 : -1)
    if (suggestions.length > 0) announce(words.writing.suggestions(suggestions.length))
  }, [found])
  const chosen = suggestions[at]
  useEffect(() => setActive(chosen && `${listId}-${at}`), [chosen, at, listId, setActive])
  useLayoutEffect(() => {
    onKey.current = (event: KeyboardEvent) => {
      if (suggestions.length === 0) return false
      const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }
      const step = steps[event.key]
      if (event.key === 'Escape') close()
      else if (step) setAt((at + step + suggestions.length + (at < 0 && step < 0 ? 1 : 0)) % suggestions.length)
      else if (chosen && (event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) take(chosen.text)
      else return false
      return true
    }
    return () => {
      onKey.current = null
    }
  })
  useEffect(() => {
    if (chosen) document.getElementById(`${listId}-${at}`)?.scrollIntoView({ block: 'nearest' })
  }, [chosen, at, listId])
  if (suggestions.length === 0) return null
  return (
    <div
      id={listId}
      role="listbox"
      className="suggestions"
      aria-label={kind === 'mention' ? words.writing.people : words.writing.hashtags}
    >
      {suggestions.map(({ text, name, face }, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus, and takes the keys.
        <div
          key={text}
          id={`${listId}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          // The field keeps the focus, and a phone its keyboard.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => take(text)}
        >
          {name !== undefined && <Avatar handle={text.slice(1)} face={face} />}
          {name !== undefined && <bdi className="suggestion-name">{name}</bdi>}
          <bdi className="suggestion-text">{text}</bdi>
        </div>
      ))}
    </div>
  )
}
