import { useQuery, useQueryClient } from '@tanstack/react-query'
import { readPushState, switchPushOff, switchPushOn } from '../../client/worker/push-subscription.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { words } from '../../words/words.ts'

const stateKey = ['push-state']

/** Notes on this device: what they are, and the switch. */
export function PushSettings() {
  const client = useQueryClient()
  const { data: state } = useQuery({ queryKey: stateKey, queryFn: readPushState, staleTime: 0 })
  const then = (act: () => Promise<void>) => () => act().finally(() => client.invalidateQueries({ queryKey: stateKey }))
  return (
    <section aria-labelledby="push-heading">
      <h3 id="push-heading">{words.push.device}</h3>
      <p>{words.push.what}</p>
      <p className="hint">{words.push.promise}</p>
      {state === 'off' && (
        <ActionButton act={then(switchPushOn)} failed={words.push.turnOnFailed}>
          {words.push.turnOn}
        </ActionButton>
      )}
      {state === 'on' && (
        <>
          <p role="status">{words.push.on}</p>
          <ActionButton act={then(switchPushOff)} failed={words.push.turnOffFailed}>
            {words.push.turnOff}
          </ActionButton>
        </>
      )}
      {(state === 'blocked' || state === 'unsupported') && <p role="status">{words.push[state]}</p>}
    </section>
  )
}
