import { Suspense, useRef, useState } from 'react'
import { lazyPart } from '../parts/lazy-part.tsx'
import { Drawing } from '../ui/Icon.tsx'
import { words } from '../words/words.ts'
import type { ComposerState } from './use-composer.ts'

const EmojiPicker = lazyPart(async () => (await import('./emoji/EmojiPicker.tsx')).EmojiPicker)

const face = 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM9 10v-.5M15 10v-.5M8 14c1 1.6 2.4 2.3 4 2.3s3-.7 4-2.3'

/** What opens the emoji picker of a field, and the picker itself once it is open. */
export function useEmoji({ field, write }: ComposerState) {
  const [isOpen, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  function close(): void {
    setOpen(false)
    opener.current?.focus()
  }
  function insert(emoji: string): void {
    const { current } = field
    if (!current) return
    current.setRangeText(emoji, current.selectionStart, current.selectionEnd, 'end')
    write(current.value)
    setOpen(false)
    current.focus()
  }
  const button = (
    <button
      ref={opener}
      type="button"
      className="icon-button"
      aria-label={words.writing.emoji}
      title={words.writing.emoji}
      aria-expanded={isOpen}
      onClick={() => setOpen(!isOpen)}
    >
      <Drawing lines={face} />
    </button>
  )
  const picker = <Suspense>{isOpen && <EmojiPicker onPick={insert} onClose={close} />}</Suspense>
  return { button, picker }
}
