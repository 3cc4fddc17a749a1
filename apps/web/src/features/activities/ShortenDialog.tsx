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
import { words } from '../../words/words.ts'
import { shorterLives } from './shorter-lives.ts'

type ShortenDialogProps = { crud: Activity; onClose: () => void }

export function ShortenDialog({ crud, onClose }: ShortenDialogProps) {
  const client = useQueryClient()
  const [lives] = useState(() => shorterLives(Date.parse(crud.expires_at) - serverClock.now()))
  const form = useCallForm({
    endpoint: shortenActivity,
    fields: ['ttl', 'expires_at'],
    toArgs: (values) => {
      const life = lives.find((choice) => choice.words === values['life'])
      if (!life || life.ttl) return { uuid: crud.uuid, ttl: life?.ttl }
      return { uuid: crud.uuid, expires_at: new Date(serverClock.now() + life.lasts).toISOString() }
    },
    onDone: ({ uuid, expires_at }) => {
      bringForward(client, uuid, expires_at)
      announce(words.crudMenu.nowEnds(instantWords(Date.parse(expires_at))))
      onClose()
    },
    words: { ttl_blank: words.crudMenu.chooseEnd },
  })
  return (
    <Dialog title={words.crudMenu.shorten} onClose={onClose}>
      <p>{words.crudMenu.onlyForward}</p>
      <p>
        <TimeLeft until={crud.expires_at} />
      </p>
      {lives.length === 0 && <p>{words.crudMenu.tooLate}</p>}
      {lives.length > 0 && (
        <CallForm form={form} submit={words.crudMenu.shortenIt}>
          <fieldset className="choice">
            <legend>{words.crudMenu.forgetAfter}</legend>
            {lives.map((life) => (
              <label key={life.words}>
                <input type="radio" name="life" value={life.words} />
                <span>{life.words}</span>
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
