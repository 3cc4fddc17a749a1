import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react'
import { words } from '../words/words.ts'
import { Icon } from './Icon.tsx'

type DialogProps = { title: string; onClose: () => void; children: ReactNode }

/**
 * A dialog begins in its first field. If that is a choice, or there is none, it begins at its title: Space and Enter must not
 * choose for the reader. The browser alone would take the button that closes.
 */
function focusBeginning(dialog: HTMLDialogElement): void {
  const field = dialog.querySelector<HTMLElement>('textarea, input')
  const first = field?.matches('[type=radio]') ? null : field
  const beginning = first ?? dialog.querySelector('h2')
  beginning?.focus()
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
