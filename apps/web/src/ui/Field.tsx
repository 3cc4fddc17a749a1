import { type ComponentProps, type ReactNode, useId } from 'react'

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

/** A label, a hint and an error, tied to their control for those who do not see them side by side. */
function FieldFrame({ id, label, hint, error, children }: FieldFrameProps) {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-invalid': error ? true : undefined, 'aria-describedby': described || undefined })}
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="error" id={`${id}-error`}>
          {error}
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
