import { useInfiniteQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { Field } from '../../ui/forms/Field.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { words } from '../../words/words.ts'
import { moderatedPeopleQuery } from './moderation.queries.ts'
import { PagedList } from './PagedList.tsx'
import { PersonCard } from './PersonCard.tsx'

/** The people of the server, the latest first, found by the beginning of their handle. */
export function People() {
  const [text, setText] = useState('')
  const [onlySuspended, setOnlySuspended] = useState(false)
  // What no handle can hold finds what is typed without it.
  const prefix = useDeferredValue(text.replace(/[^a-z0-9_]/gi, '').slice(0, 30))
  const query = useInfiniteQuery(moderatedPeopleQuery({ prefix, onlySuspended }))
  const w = words.moderation
  return (
    <>
      <div className="moderation-search">
        <Field
          name="prefix"
          type="search"
          label={w.searchPeople}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <label className="check">
          <input type="checkbox" checked={onlySuspended} onChange={({ target }) => setOnlySuspended(target.checked)} />
          <span>{w.onlySuspended}</span>
        </label>
      </div>
      <PagedList query={query} label={w.peopleList} row={(person) => <PersonCard key={person.uuid} person={person} />}>
        <Notice heading={w.noPeople}>
          <p>{w.noPeopleBody}</p>
        </Notice>
      </PagedList>
    </>
  )
}
