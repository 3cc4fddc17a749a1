import { listPasskeys, type Passkey, removePasskey } from '@cruddur/contract/passkeys/passkeys'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../client/call.ts'
import { Confirm } from '../../ui/Confirm.tsx'
import { showToast } from '../../ui/toast.ts'
import { locale } from '../../words/language.ts'
import { AddPasskey } from './AddPasskey.tsx'
import { isPageOf, knowsPasskeys } from './passkey-browser.ts'
import { RenamePasskey } from './RenamePasskey.tsx'

const passkeysKey = ['passkeys']
const dateFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
const dateOf = (instant: string) => dateFormat.format(new Date(instant))

/** What the member can sign in with beside the password. Nothing where the server offers no passkeys. */
export function Passkeys({ handle }: { handle: string }) {
  const client = useQueryClient()
  const [doing, setDoing] = useState<{ what: 'add' } | { what: 'rename' | 'remove'; passkey: Passkey }>()
  const { data, isError } = useQuery({
    queryKey: passkeysKey,
    queryFn: ({ signal }) => call(listPasskeys, {}, { signal }),
  })
  const finish = async (words: string) => {
    setDoing(undefined)
    showToast({ words })
    await client.invalidateQueries({ queryKey: passkeysKey })
  }
  if (!isError && !data?.rp_id) return null
  const { rp_id = null, passkeys = [] } = data ?? {}
  return (
    <section aria-labelledby="passkeys">
      <h3 id="passkeys">Passkeys</h3>
      <p>Sign in with your fingerprint, face or screen lock. Your password keeps working.</p>
      {isError && <p className="error">Couldn’t load your passkeys.</p>}
      <ul className="settings-list">
        {passkeys.map((passkey) => (
          <li key={passkey.uuid}>
            <p>
              <bdi>{passkey.name}</bdi>
              <small>
                Added {dateOf(passkey.created_at)}
                {passkey.last_used_at ? `, last used ${dateOf(passkey.last_used_at)}` : ', not used yet'}
              </small>
            </p>
            <div className="settings-buttons">
              <button type="button" className="button quiet" onClick={() => setDoing({ what: 'rename', passkey })}>
                Rename<span className="unseen"> {passkey.name}</span>
              </button>
              <button type="button" className="button quiet" onClick={() => setDoing({ what: 'remove', passkey })}>
                Remove<span className="unseen"> {passkey.name}</span>
              </button>
            </div>
          </li>
        ))}
      </ul>
      <Adding
        rpId={rp_id}
        onPress={() => setDoing({ what: 'add' })}
        form={
          doing?.what === 'add' && <AddPasskey handle={handle} onDone={({ name }) => finish(`${name} is added.`)} />
        }
      />
      {doing?.what === 'rename' && (
        <RenamePasskey
          passkey={doing.passkey}
          onClose={() => setDoing(undefined)}
          onDone={() => finish('The passkey is renamed.')}
        />
      )}
      {doing?.what === 'remove' && (
        <Confirm
          title="Remove this passkey?"
          yes="Remove it"
          no="Keep it"
          onClose={() => setDoing(undefined)}
          onYes={async () => {
            await call(removePasskey, { uuid: doing.passkey.uuid })
            await finish('The passkey is removed.')
          }}
        >
          <p>
            <bdi>{doing.passkey.name}</bdi> won’t sign you in any more. Delete it on your device too, or it will still
            be offered there.
          </p>
        </Confirm>
      )}
    </section>
  )
}

type AddingProps = { rpId: string | null; onPress: () => void; form: React.ReactNode }

/** The way to a new passkey, or why there is none here. */
function Adding({ rpId, onPress, form }: AddingProps) {
  if (!rpId) return null
  if (!knowsPasskeys()) return <p className="hint">This browser doesn’t know passkeys. A newer one does.</p>
  if (!isPageOf(rpId)) return <p className="hint">To add one, open Cruddur at {rpId}.</p>
  return (
    form || (
      <button type="button" className="button quiet" onClick={onPress}>
        Add a passkey
      </button>
    )
  )
}
