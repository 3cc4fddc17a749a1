import { useQuery } from '@tanstack/react-query'
import { serverFactsQuery } from '../../client/server-facts.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { words } from '../../words/words.ts'

/** Asks for an invitation where one is needed, and says so where nobody can join. */
export function InvitationField({ error }: { error: string | undefined }) {
  const { data: facts } = useQuery(serverFactsQuery)
  if (facts?.sign_up === 'closed') return <p role="status">{words.joining.closed}</p>
  if (facts?.sign_up !== 'invited') return null
  return (
    <Field
      name="invitation"
      label={words.joining.invitation}
      hint={words.joining.invitationHint}
      autoCapitalize="none"
      autoComplete="off"
      spellCheck={false}
      error={error}
    />
  )
}
