import {
  listMutedWords,
  type MuteSpan,
  muteSpans,
  muteWord,
  unmuteWord,
} from '@cruddur/contract/muted-words/muted-words'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import { call } from '../../client/call.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { CallForm } from '../../ui/forms/CallForm.tsx'
import { Field } from '../../ui/forms/Field.tsx'
import { useCallForm } from '../../ui/forms/use-call-form.ts'
import { showToast } from '../../ui/toast.ts'
import { locale } from '../../words/language.ts'

const spanWords: Readonly<Record<MuteSpan, string>> = {
  day: 'For a day',
  week: 'For a week',
  forever: 'Until I unmute it',
}
const timeFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })

/** The words and tags that the member muted, and a form for one more. */
export function MutedWords() {
  const client = useQueryClient()
  const spanId = useId()
  const { data: words = [], isError } = useQuery({
    queryKey: ['muted-words'],
    queryFn: ({ signal }) => call(listMutedWords, {}, { signal }),
  })
  const form = useCallForm({
    endpoint: muteWord,
    fields: ['muted_word'],
    toArgs: ({ muted_word: term = '', span }) => ({ term, span: span as MuteSpan }),
    onDone: ({ term }) => {
      form.ref.current?.reset()
      void refresh(`“${term}” is muted.`)
    },
  })
  /** Every list may hold cruds with the word, or miss some. */
  async function refresh(told: string): Promise<void> {
    showToast({ words: told })
    await client.invalidateQueries()
  }
  async function unmute(uuid: string, term: string): Promise<void> {
    await call(unmuteWord, { uuid })
    await refresh(`“${term}” isn’t muted any more.`)
  }
  return (
    <section aria-labelledby="muted-words">
      <h3 id="muted-words">Muted words</h3>
      <p>
        Cruds with a muted word or #tag stay out of your feeds, search and notifications. Your own stay, and what you
        open yourself. Only you can see this list.
      </p>
      <CallForm form={form} submit="Mute">
        <Field
          name="muted_word"
          label="Word or #tag"
          autoComplete="off"
          autoCapitalize="none"
          dir="auto"
          error={form.errorOf('muted_word')}
        />
        <div className="field">
          <label htmlFor={spanId}>How long</label>
          <select id={spanId} name="span" defaultValue="forever">
            {muteSpans.map((span) => (
              <option key={span} value={span}>
                {spanWords[span]}
              </option>
            ))}
          </select>
        </div>
      </CallForm>
      {isError && <p className="error">Couldn’t load your muted words.</p>}
      <ul className="settings-list" aria-labelledby="muted-words">
        {words.map(({ uuid, term, expires_at }) => (
          <li key={uuid}>
            <p>
              <bdi>{term}</bdi>
              <small>{expires_at ? `Until ${timeFormat.format(new Date(expires_at))}` : 'Until you unmute it'}</small>
            </p>
            <ActionButton act={() => unmute(uuid, term)} failed="It’s still muted.">
              Unmute<span className="unseen"> {term}</span>
            </ActionButton>
          </li>
        ))}
      </ul>
    </section>
  )
}
