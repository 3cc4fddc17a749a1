import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react'
import { words } from '../words/words.ts'
import { Icon } from './Icon.tsx'

type DialogProps = { title: string; onClose: () => void; children: ReactNode }

/** Where a dialog begins: in its text, or at its title if it has none. Space and Enter must not choose for the reader. */
const beginnings = ['textarea', 'input:not([type=radio])', 'h2']

/**
 * The browser alone would take the button that closes, which Space and Enter then press. With a choice to make first, a
 * text is not the beginning: a phone's keyboard would cover the choice.
 */
function focusBeginning(dialog: HTMLDialogElement): void {
  const fitting = dialog.querySelector('[type=radio]') ? ['h2'] : beginnings
  const first = fitting.map((part) => dialog.querySelector<HTMLElement>(part)).find((part) => part !== null)
  first?.focus()
  if (first instanceof HTMLTextAreaElement) first.setSelectionRange(first.value.length, first.value.length)
}

/**
 * A modal dialog while it is mounted. The browser keeps the focus inside, closes it on Escape, and gives the focus
 * back.
 */
export function Dialog({ title, onClose, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useLayoutEffect(() => {
    const dialog = ref.current
    if (dialog && !dialog.open) {
      dialog.showModal()
      focusBeginning(dialog)
    }
  }, [])
  // Only when it is off the page: else it would say that the reader closed it, and take what replaces it along.
  useEffect(() => {
    const dialog = ref.current
    return () => dialog?.close()
  }, [])
  return (
    <dialog ref={ref} className="dialog" aria-labelledby={titleId} onClose={onClose} {...{ closedby: 'any' }}>
      <header className="dialog-head">
        <h2 id={titleId} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" className="icon-button" aria-label={words.ui.close} onClick={() => ref.current?.close()}>
          <Icon name="close" />
        </button>
      </header>
      {children}
    </dialog>
  )
}
