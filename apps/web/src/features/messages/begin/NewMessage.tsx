import { completePeople } from '@cruddur/contract/completion/completion'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { call } from '../../../client/call.ts'
import { AppLink } from '../../../navigation/AppLink.tsx'
import { Avatar } from '../../../ui/Avatar.tsx'
import { FailureNotice } from '../../../ui/FailureNotice.tsx'
import { PageHead } from '../../../ui/PageHead.tsx'
import './new-message.css'
import { words } from '../../../words/words.ts'

function receiversQuery(prefix: string) {
  return queryOptions({
    queryKey: ['receivers', prefix],
    queryFn: ({ signal }) => call(completePeople, { prefix }, { signal }),
    placeholderData: keepPreviousData,
  })
}

/** Where one chooses whom to write to: people one follows, or a search by handle or name. */
export function NewMessage() {
  const [typed, setTyped] = useState('')
  const prefix = useDeferredValue(typed.trim().replace(/^@/, '').slice(0, 100))
  const query = useQuery(receiversQuery(prefix))
  const people = query.data
  return (
    <>
      <PageHead back="/messages" heading={words.messages.newMessage} />
      <div className="new-message-room">
        <label className="field">
          <span>{words.thread.receiver}</span>
          <input
            type="search"
            // biome-ignore lint/a11y/noAutofocus: whoever comes here is about to type a name.
            autoFocus
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            placeholder={words.thread.nameOrHandle}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        {query.error && !people && <FailureNotice error={query.error} onRetry={query.refetch} />}
        <p className="hint" role="status">
          {people?.length === 0 && (prefix === '' ? words.thread.typeName : words.thread.nobodyFound)}
        </p>
        <ul className="receivers" aria-label={words.thread.people}>
          {people?.map(({ uuid, handle, display_name, face }) => (
            <li key={uuid}>
              <AppLink href={`/messages/new/${handle}`} data-crud={`/messages/new/${handle}`}>
                <Avatar handle={handle} face={face} />
                <bdi className="crud-name">{display_name}</bdi>
                <span className="crud-handle">@{handle}</span>
              </AppLink>
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}
