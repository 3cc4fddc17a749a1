import { type ComponentProps, type ReactNode, useId, useState } from 'react'
import { words } from '../../words/words.ts'

type FieldFrameProps = {
  id: string
  label: string
  hint?: ReactNode
  error?: string | undefined
  children: (tied: {
    id: string
    'aria-invalid': true | undefined
    'aria-describedby': string | undefined
  }) => ReactNode
}

/** A label and a hint, both tied to their control for screen readers. An error takes the place of the hint. */
function FieldFrame({ id, label, hint, error, children }: FieldFrameProps) {
  const note = error || hint
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-invalid': error ? true : undefined,
        'aria-describedby': note ? `${id}-note` : undefined,
      })}
      {note && (
        <p className={error ? 'error' : 'hint'} id={`${id}-note`}>
          {note}
        </p>
      )}
    </div>
  )
}

type Labelled = { name: string; label: string; hint?: ReactNode; error?: string | undefined }

export function Field({ label, hint, error, ...input }: Omit<ComponentProps<'input'>, 'id'> & Labelled) {
  return (
    <FieldFrame id={useId()} label={label} hint={hint} error={error}>
      {(tied) => <input {...input} {...tied} />}
    </FieldFrame>
  )
}

export function TextArea({ label, hint, error, ...area }: Omit<ComponentProps<'textarea'>, 'id'> & Labelled) {
  return (
    <FieldFrame id={useId()} label={label} hint={hint} error={error}>
      {(tied) => <textarea dir="auto" {...area} {...tied} />}
    </FieldFrame>
  )
}

type EmailFieldProps = {
  hint?: ReactNode
  error: string | undefined
  defaultValue?: string
  /** Also offers passkeys (WebAuthn, 5.1.4: autofill). */
  withPasskeys?: boolean
}

/** The e-mail is what people sign in with, so password managers keep it as the user name. */
export function EmailField({ withPasskeys = false, ...props }: EmailFieldProps) {
  const autoComplete = withPasskeys ? 'username webauthn' : 'username'
  return <Field {...props} name="email" type="email" label={words.forms.email} autoComplete={autoComplete} />
}

type PasswordFieldProps = {
  name?: string
  label?: string
  /** A password that is chosen now. Password managers offer a new one then, instead of the one they know. */
  isNew?: boolean
  hint?: ReactNode
  error: string | undefined
}

/** Its owner can look at what they typed. */
export function PasswordField({
  name = 'password',
  label = words.forms.password,
  isNew = false,
  ...rest
}: PasswordFieldProps) {
  const [isShown, setIsShown] = useState(false)
  const { hint, error } = rest
  return (
    <FieldFrame id={useId()} label={label} hint={hint} error={error}>
      {(tied) => (
        <div className="password">
          <input
            {...tied}
            name={name}
            type={isShown ? 'text' : 'password'}
            autoComplete={isNew ? 'new-password' : 'current-password'}
            autoCapitalize="none"
            spellCheck={false}
          />
          <button type="button" className="button quiet" aria-controls={tied.id} onClick={() => setIsShown(!isShown)}>
            {isShown ? words.identity.hide : words.identity.show}
            <span className="unseen"> {words.identity.whatITyped}</span>
          </button>
        </div>
      )}
    </FieldFrame>
  )
}
