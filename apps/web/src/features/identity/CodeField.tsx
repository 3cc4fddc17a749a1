import { Field } from '../../ui/forms/Field.tsx'

/** The digits that came by e-mail: eight, or six from Cognito. */
export function CodeField({ error }: { error: string | undefined }) {
  return (
    <Field
      name="code"
      label="Code"
      hint="The digits from the e-mail we sent."
      inputMode="numeric"
      autoComplete="one-time-code"
      spellCheck={false}
      error={error}
    />
  )
}
