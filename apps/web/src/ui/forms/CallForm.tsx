import type { ReactNode } from 'react'
import { words } from '../../words/words.ts'
import type { CallFormState } from './use-call-form.ts'

type CallFormProps = { form: CallFormState; submit: string; grave?: boolean; children: ReactNode; aside?: ReactNode }

/** A form that calls an endpoint: its fields, an error that is about no field, and the button. */
export function CallForm({ form, submit, grave = false, children, aside }: CallFormProps) {
  return (
    // `noValidate`: the page words what is missing or malformed itself, and not the browser.
    <form ref={form.ref} className="form" noValidate onSubmit={form.onSubmit}>
      {children}
      <div role="alert">{form.general && <p className="error">{form.general.words}</p>}</div>
      <button type="submit" className={grave ? 'button grave' : 'button'} aria-disabled={form.busy || undefined}>
        {form.busy ? words.ui.oneMoment : submit}
      </button>
      {aside}
    </form>
  )
}
