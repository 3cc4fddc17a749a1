import { type Activity, shortenActivity } from '@cruddur/contract/activities'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { serverClock } from '../../client/clock/server-clock.ts'
import { bringForward } from '../../cruds/crud-changes.ts'
import { TimeLeft } from '../../time/TimeLeft.tsx'
import { announce } from '../../ui/announce.ts'
import { CallForm } from '../../ui/CallForm.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useCallForm } from '../../ui/use-call-form.ts'
import { shorterLives } from './shorter-lives.ts'

type ShortenDialogProps = { crud: Activity; onClose: () => void }

export function ShortenDialog({ crud, onClose }: ShortenDialogProps) {
  const client = useQueryClient()
  const [lives] = useState(() => shorterLives(Date.parse(crud.expires_at) - serverClock.now()))
  const form = useCallForm({
    endpoint: shortenActivity,
    fields: ['ttl', 'expires_at'],
    toArgs: (values) => {
      const life = lives.find(({ words }) => words === values['life'])
      if (!life || life.ttl) return { uuid: crud.uuid, ttl: life?.ttl }
      return { uuid: crud.uuid, expires_at: new Date(serverClock.now() + life.lasts).toISOString() }
    },
    onDone: ({ uuid, expires_at }) => {
      bringForward(client, uuid, expires_at)
      announce('Its life is shorter now.')
      onClose()
    },
    words: { ttl_blank: 'Choose how long it should still live.' },
  })
  return (
    <Dialog title="Shorten its life" onClose={onClose}>
      <p>Its life can be made shorter, never longer again. The replies to it go with it.</p>
      <p>
        <TimeLeft until={crud.expires_at} />
      </p>
      {lives.length === 0 && <p>That is so little that only burning is left.</p>}
      {lives.length > 0 && (
        <CallForm form={form} submit="Shorten it">
          <fieldset className="choice">
            <legend>Forget after</legend>
            {lives.map(({ words }) => (
              <label key={words}>
                <input type="radio" name="life" value={words} />
                <span>{words}</span>
              </label>
            ))}
          </fieldset>
          <p role="alert" className="error">
            {form.errorOf('ttl') ?? form.errorOf('expires_at')}
          </p>
        </CallForm>
      )}
    </Dialog>
  )
}
