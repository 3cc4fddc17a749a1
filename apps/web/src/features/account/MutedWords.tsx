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
import { words } from '../../words/words.ts'

const spanWords: Readonly<Record<MuteSpan, string>> = words.muting.spans
const timeFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })

/** The words and tags that the member muted, and a form for one more. */
export function MutedWords() {
  const client = useQueryClient()
  const spanId = useId()
  const { data: muted = [], isError } = useQuery({
    queryKey: ['muted-words'],
    queryFn: ({ signal }) => call(listMutedWords, {}, { signal }),
  })
  const form = useCallForm({
    endpoint: muteWord,
    fields: ['muted_word'],
    toArgs: ({ muted_word: term = '', span }) => ({ term, span: span as MuteSpan }),
    onDone: ({ term }) => {
      form.ref.current?.reset()
      refresh(words.muting.muted(term))
    },
  })
  /** Every list may hold cruds with the word, or miss some. */
  function refresh(told: string): void {
    showToast({ words: told })
    void client.invalidateQueries()
  }
  async function unmute(uuid: string, term: string): Promise<void> {
    await call(unmuteWord, { uuid })
    refresh(words.muting.unmuted(term))
  }
  return (
    <section aria-labelledby="muted-words">
      <h3 id="muted-words">{words.muting.words}</h3>
      <p>{words.muting.whatItDoes}</p>
      <CallForm form={form} submit={words.muting.mute}>
        <Field
          name="muted_word"
          label={words.muting.word}
          autoComplete="off"
          autoCapitalize="none"
          dir="auto"
          error={form.errorOf('muted_word')}
        />
        <div className="field">
          <label htmlFor={spanId}>{words.muting.howLong}</label>
          <select id={spanId} name="span" defaultValue="forever">
            {muteSpans.map((span) => (
              <option key={span} value={span}>
                {spanWords[span]}
              </option>
            ))}
          </select>
        </div>
      </CallForm>
      {isError && <p className="error">{words.muting.failed}</p>}
      <ul className="settings-list" aria-labelledby="muted-words">
        {muted.map(({ uuid, term, expires_at }) => (
          <li key={uuid}>
            <p>
              <bdi>{term}</bdi>
              <small>
                {expires_at ? words.muting.until(timeFormat.format(new Date(expires_at))) : words.muting.untilUnmuted}
              </small>
            </p>
            <ActionButton act={() => unmute(uuid, term)} failed={words.muting.stillMuted}>
              {words.muting.unmute}
              <span className="unseen"> {term}</span>
            </ActionButton>
          </li>
        ))}
      </ul>
    </section>
  )
}
