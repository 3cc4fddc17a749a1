import { burnCrudsBefore, countCrudsBefore } from '@cruddur/contract/burning/burn-before'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../client/call.ts'
import { Confirm } from '../../ui/Confirm.tsx'
import { Field } from '../../ui/forms/Field.tsx'
import { showToast } from '../../ui/toast.ts'
import { locale } from '../../words/language.ts'
import { words } from '../../words/words.ts'

/** The start of a day in the reader's time zone. */
const startOf = (day: string) => new Date(`${day}T00:00`)
const isDay = (day: string) => !Number.isNaN(startOf(day).getTime())

const longDate = new Intl.DateTimeFormat(locale, { dateStyle: 'long' })

/** Burns all of the member's cruds, or those from before a day: says how many, and asks, before it begins. */
export function BurnBefore() {
  const client = useQueryClient()
  const [day, setDay] = useState('')
  /** How many cruds the question is about. The count itself changes while they burn. */
  const [asked, setAsked] = useState<number>()
  const [burnt, setBurnt] = useState(0)
  const before = isDay(day) ? startOf(day).toISOString() : undefined
  const countKey = ['cruds-before', before]
  const { data, isError } = useQuery({
    queryKey: countKey,
    queryFn: ({ signal }) => call(countCrudsBefore, { before }, { signal }),
    staleTime: 0,
    gcTime: 0,
  })
  const count = data?.cruds_count

  /** A request burns for some seconds. What is burnt stays burnt if one of them fails, and the next goes on from there. */
  async function burn(): Promise<void> {
    setBurnt(0)
    let done = 0
    for (;;) {
      const { burnt_count, left_count } = await call(burnCrudsBefore, { before })
      done += burnt_count
      setBurnt(done)
      if (left_count === 0 || burnt_count === 0) break
    }
    showToast({ words: words.ownData.burnt(done) })
    // Nobody has to wait until all that the app has read is read again.
    void client.invalidateQueries()
  }

  return (
    <section aria-labelledby="burn-before">
      <h3 id="burn-before">{words.ownData.burnHeading}</h3>
      <p>{words.ownData.burnWords}</p>
      <Field
        name="before"
        type="date"
        label={words.ownData.before}
        hint={words.ownData.beforeHint}
        value={day}
        onChange={(event) => setDay(event.target.value)}
      />
      <p role="status">
        {isError && words.ownData.countFailed}
        {count === 0 && words.ownData.nothingToBurn}
        {count !== undefined && count > 0 && words.ownData.count(count)}
      </p>
      <button
        type="button"
        className="button grave"
        aria-disabled={!count || undefined}
        onClick={() => count && setAsked(count)}
      >
        {before ? words.ownData.burnThem : words.ownData.burnEverything}
      </button>
      {asked !== undefined && (
        <Confirm
          title={words.ownData.burnAsk(asked)}
          yes={words.ownData.burnNow}
          no={words.ownData.keepThem}
          onYes={burn}
          onClose={() => setAsked(undefined)}
        >
          <p>{before ? words.ownData.burnFromBefore(longDate.format(startOf(day))) : words.ownData.burnAll}</p>
          <p role="status">{burnt > 0 && words.ownData.burntSoFar(burnt)}</p>
        </Confirm>
      )}
    </section>
  )
}
