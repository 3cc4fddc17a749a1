import { Field } from '../../ui/forms/Field.tsx'

/** The eight digits that came by e-mail. */
export function CodeField({ error }: { error: string | undefined }) {
  return (
    <Field
      name="code"
      label="Code"
      hint="The eight digits from the e-mail we sent."
      inputMode="numeric"
      autoComplete="one-time-code"
      spellCheck={false}
      error={error}
    />
  )
}
