import { listPasskeys, type Passkey, removePasskey } from '@cruddur/contract/passkeys/passkeys'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../client/call.ts'
import { Confirm } from '../../ui/Confirm.tsx'
import { showToast } from '../../ui/toast.ts'
import { locale } from '../../words/language.ts'
import { rich } from '../../words/rich.tsx'
import { words } from '../../words/words.ts'
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
  const finish = async (told: string) => {
    setDoing(undefined)
    showToast({ words: told })
    await client.invalidateQueries({ queryKey: passkeysKey })
  }
  if (!isError && !data?.rp_id) return null
  const { rp_id = null, passkeys = [] } = data ?? {}
  return (
    <section aria-labelledby="passkeys">
      <h3 id="passkeys">{words.passkeys.heading}</h3>
      <p>{words.passkeys.words}</p>
      {isError && <p className="error">{words.passkeys.failed}</p>}
      <ul className="settings-list">
        {passkeys.map((passkey) => (
          <li key={passkey.uuid}>
            <p>
              <bdi>{passkey.name}</bdi>
              <small>
                {words.passkeys.addedOn(dateOf(passkey.created_at))}
                {passkey.last_used_at ? words.passkeys.lastUsed(dateOf(passkey.last_used_at)) : words.passkeys.notUsed}
              </small>
            </p>
            <div className="settings-buttons">
              <button type="button" className="button quiet" onClick={() => setDoing({ what: 'rename', passkey })}>
                {words.passkeys.rename}
                <span className="unseen"> {passkey.name}</span>
              </button>
              <button type="button" className="button quiet" onClick={() => setDoing({ what: 'remove', passkey })}>
                {words.passkeys.remove}
                <span className="unseen"> {passkey.name}</span>
              </button>
            </div>
          </li>
        ))}
      </ul>
      <Adding
        rpId={rp_id}
        onPress={() => setDoing({ what: 'add' })}
        form={
          doing?.what === 'add' && (
            <AddPasskey handle={handle} onDone={({ name }) => finish(words.passkeys.added(name))} />
          )
        }
      />
      {doing?.what === 'rename' && (
        <RenamePasskey
          passkey={doing.passkey}
          onClose={() => setDoing(undefined)}
          onDone={() => finish(words.passkeys.renamed)}
        />
      )}
      {doing?.what === 'remove' && (
        <Confirm
          title={words.passkeys.removeHeading}
          yes={words.passkeys.removeIt}
          no={words.passkeys.keepIt}
          onClose={() => setDoing(undefined)}
          onYes={async () => {
            await call(removePasskey, { uuid: doing.passkey.uuid })
            await finish(words.passkeys.removed)
          }}
        >
          <p>{rich(words.passkeys.whatRemovingDoes, { name: () => <bdi>{doing.passkey.name}</bdi> })}</p>
        </Confirm>
      )}
    </section>
  )
}

type AddingProps = { rpId: string | null; onPress: () => void; form: React.ReactNode }

/** The way to a new passkey, or why there is none here. */
function Adding({ rpId, onPress, form }: AddingProps) {
  if (!rpId) return null
  if (!knowsPasskeys()) return <p className="hint">{words.passkeys.unknownToBrowser}</p>
  if (!isPageOf(rpId)) return <p className="hint">{words.passkeys.elsewhere(rpId)}</p>
  return (
    form || (
      <button type="button" className="button quiet" onClick={onPress}>
        {words.passkeys.add}
      </button>
    )
  )
}
