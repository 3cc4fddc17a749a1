import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useMedia } from '../../ui/use-media.ts'
import { type Emoji, emojiGroups, hasNames, searchEmoji } from './emoji.ts'
import './emoji.css'
import { words } from '../../words/words.ts'

type EmojiPickerProps = { onPick: (emoji: string) => void; onClose: () => void }

/** The button nearest to the focused one in a direction: in the next row above or below, the one in the same column. */
function neighbour(buttons: HTMLElement[], at: number, key: string): HTMLElement | undefined {
  const isRtl = document.documentElement.dir === 'rtl'
  const steps: Record<string, number> = { ArrowRight: isRtl ? -1 : 1, ArrowLeft: isRtl ? 1 : -1 }
  const step = steps[key]
  if (step) return buttons[at + step]
  if (key === 'Home') return buttons[0]
  if (key === 'End') return buttons.at(-1)
  const from = buttons[at]?.offsetLeft
  if (key === 'ArrowDown') return buttons.slice(at + 1).find(({ offsetLeft }) => offsetLeft === from)
  if (key === 'ArrowUp') return buttons.slice(0, at).findLast(({ offsetLeft }) => offsetLeft === from)
  return undefined
}

/** Emoji to choose from, by group or by search. One tab stop; the arrow keys move within it. */
export function EmojiPicker({ onPick, onClose }: EmojiPickerProps) {
  const [term, setTerm] = useState('')
  const [group, setGroup] = useState(0)
  const [stop, setStop] = useState(0)
  const search = useRef<HTMLInputElement>(null)
  const hasKeys = useMedia('(pointer: fine)')
  // On a touch screen the focus would open a keyboard over the emoji.
  useEffect(() => {
    if (hasKeys) search.current?.focus()
  }, [hasKeys])
  const shown: readonly Emoji[] = term.trim() ? searchEmoji(term) : (emojiGroups[group]?.emoji ?? [])
  function move(event: KeyboardEvent<HTMLElement>): void {
    const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button')]
    const next = neighbour(buttons, buttons.indexOf(document.activeElement as HTMLElement), event.key)
    if (!next) return
    event.preventDefault()
    setStop(buttons.indexOf(next))
    next.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes it wherever the focus is in it.
    <div
      className="emoji-picker"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        onClose()
      }}
    >
      <div className="emoji-head">
        {hasNames && (
          <input
            ref={search}
            type="search"
            aria-label={words.writing.searchEmoji}
            placeholder={words.writing.searchEmoji}
            value={term}
            onChange={(event) => {
              setTerm(event.target.value)
              setStop(0)
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              // It would send the form.
              event.preventDefault()
              if (shown[0] && term.trim()) onPick(shown[0].unicode)
            }}
          />
        )}
        <select
          aria-label={words.writing.kindOfEmoji}
          value={group}
          onChange={(event) => {
            setGroup(Number(event.target.value))
            setTerm('')
            setStop(0)
          }}
        >
          {emojiGroups.map(({ name }, index) => (
            <option key={name} value={index}>
              {name}
            </option>
          ))}
        </select>
        <button type="button" className="button quiet" onClick={onClose}>
          {words.ui.close}
        </button>
      </div>
      <p className="unseen" role="status">
        {term.trim() && words.writing.emojiFound(shown.length)}
      </p>
      {shown.length === 0 && <p className="hint">{words.writing.noEmoji}</p>}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields. */}
      <div className="emoji-grid" role="group" aria-label={words.writing.emoji} onKeyDown={move}>
        {shown.map(({ unicode, label }, index) => (
          <button
            key={unicode}
            type="button"
            title={hasNames ? label : undefined}
            aria-label={label}
            tabIndex={index === stop ? 0 : -1}
            onClick={() => onPick(unicode)}
          >
            {unicode}
          </button>
        ))}
      </div>
    </div>
  )
}
