import { Field } from '../../ui/Field.tsx'

/** The eight digits that came by e-mail. */
export const CodeField = ({ error }: { error: string | undefined }) => (
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
