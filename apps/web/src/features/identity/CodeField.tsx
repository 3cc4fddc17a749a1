import { useEffect, useRef } from 'react'
import { Field } from '../../ui/forms/Field.tsx'
import { words } from '../../words/words.ts'

type CodeFieldProps = {
  error: string | undefined
  /** Whether there is nothing else to do on the page. */
  takesFocus?: boolean
}

/** The digits that came by e-mail: eight, or six from Cognito. Phones suggest them, and they paste with their spaces. */
export function CodeField({ error, takesFocus = false }: CodeFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  // Not `autoFocus`: the heading of a new page takes the focus after that.
  useEffect(() => {
    if (takesFocus) input.current?.focus()
  }, [takesFocus])
  return (
    <Field
      ref={input}
      name="code"
      label={words.identity.code}
      hint={words.identity.codeHint}
      inputMode="numeric"
      autoComplete="one-time-code"
      spellCheck={false}
      error={error}
    />
  )
}
