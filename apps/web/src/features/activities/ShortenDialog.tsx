import type { Activity } from '@cruddur/contract/activities'
import { shortenActivity } from '@cruddur/contract/activities/publishing'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { serverClock } from '../../client/clock/server-clock.ts'
import { bringForward } from '../../cruds/crud-changes.ts'
import { TimeLeft } from '../../time/TimeLeft.tsx'
import { instantWords } from '../../time/words.ts'
import { announce } from '../../ui/announce.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { CallForm } from '../../ui/forms/CallForm.tsx'
import { useCallForm } from '../../ui/forms/use-call-form.ts'
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
      announce(`It now ends on ${instantWords(Date.parse(expires_at))}.`)
      onClose()
    },
    words: { ttl_blank: 'Choose when it should end.' },
  })
  return (
    <Dialog title="Make it end sooner" onClose={onClose}>
      <p>You can bring its end forward, never push it back. Its replies end with it.</p>
      <p>
        <TimeLeft until={crud.expires_at} />
      </p>
      {lives.length === 0 && <p>It ends so soon that you can only burn it now.</p>}
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
