import { changeServer, type SignUpMode, signUpModes } from '@cruddur/contract/moderation/server-facts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../client/call.ts'
import { serverFactsQuery } from '../../client/server-facts.ts'
import { FailureNotice } from '../../ui/FailureNotice.tsx'
import { toastFailure } from '../../ui/failure-toast.ts'
import { ListSkeleton } from '../../ui/ListSkeleton.tsx'
import { showToast } from '../../ui/toast.ts'
import { words } from '../../words/words.ts'
import { Invitations } from './Invitations.tsx'
import { moderationKey } from './moderation.queries.ts'

/** Who can sign up, and invitations. */
export function SignUpRules() {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(serverFactsQuery)
  const [wanted, setWanted] = useState<SignUpMode>()
  const w = words.moderation
  if (!data) {
    return error ? <FailureNotice error={error} onRetry={refetch} /> : <ListSkeleton of="people" lines={2} />
  }
  const change = async (mode: SignUpMode) => {
    setWanted(mode)
    try {
      client.setQueryData(serverFactsQuery.queryKey, await call(changeServer, { sign_up: mode }))
      client.invalidateQueries({ queryKey: [moderationKey, 'audits'] })
      showToast({ words: w.signUpSaved })
    } catch (failure) {
      toastFailure(w.failed, failure)
    } finally {
      setWanted(undefined)
    }
  }
  return (
    <div className="form-page">
      <fieldset className="choice">
        <legend>{w.whoSignsUp}</legend>
        {signUpModes.map((mode) => (
          <label key={mode}>
            <input
              type="radio"
              name="sign_up"
              value={mode}
              checked={mode === (wanted ?? data.sign_up)}
              onChange={() => change(mode)}
            />
            <span>{w.signUpModes[mode]}</span>
          </label>
        ))}
      </fieldset>
      <Invitations />
    </div>
  )
}
