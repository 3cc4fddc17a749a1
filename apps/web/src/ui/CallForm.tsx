import type { ReactNode } from 'react'
import type { CallFormState } from './use-call-form.ts'

type CallFormProps = { form: CallFormState; submit: string; grave?: boolean; children: ReactNode; aside?: ReactNode }

/** The frame of a form that calls an endpoint: its fields, what is wrong with the whole, and the button. */
export function CallForm({ form, submit, grave = false, children, aside }: CallFormProps) {
  return (
    // The contract's own words are shown for what is missing or malformed, not the browser's.
    <form ref={form.ref} className="form" noValidate onSubmit={form.onSubmit}>
      {children}
      <div role="alert">{form.general && <p className="error">{form.general.words}</p>}</div>
      <button type="submit" className={grave ? 'button grave' : 'button'} aria-disabled={form.busy || undefined}>
        {form.busy ? 'One moment…' : submit}
      </button>
      {aside}
    </form>
  )
}
