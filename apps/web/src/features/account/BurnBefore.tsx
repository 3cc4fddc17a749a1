import { burnCrudsBefore, countCrudsBefore } from '@cruddur/contract/burning/burn-before'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../client/call.ts'
import { Confirm } from '../../ui/Confirm.tsx'
import { Field } from '../../ui/forms/Field.tsx'
import { showToast } from '../../ui/toast.ts'
import { locale } from '../../words/language.ts'

const cruds = (count: number) => (count === 1 ? '1 crud' : `${count} cruds`)

/** The start of a day in the reader's time zone. */
const startOf = (day: string) => new Date(`${day}T00:00`)
const isDay = (day: string) => !Number.isNaN(startOf(day).getTime())

const longDate = new Intl.DateTimeFormat(locale, { dateStyle: 'long' })

/** Burns all of the member's cruds, or those from before a day: says how many, and asks, before it begins. */
export function BurnBefore() {
  const client = useQueryClient()
  const [day, setDay] = useState('')
  const [isAsking, setAsking] = useState(false)
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
    await client.invalidateQueries()
    showToast({ words: done === 1 ? '1 crud is burnt.' : `${done} cruds are burnt.` })
  }

  const from = before ? ` from before ${longDate.format(startOf(day))}` : ''
  return (
    <section aria-labelledby="burn-before">
      <h3 id="burn-before">Burn your cruds</h3>
      <p>All of them, or those from before a day. Replies of yours count too.</p>
      <Field
        name="before"
        type="date"
        label="From before"
        hint="Leave it empty to burn everything."
        value={day}
        onChange={(event) => setDay(event.target.value)}
      />
      <p role="status">
        {isError && 'Couldn’t count your cruds.'}
        {count === 0 && 'There’s nothing to burn.'}
        {count !== undefined && count > 0 && `That’s ${cruds(count)}.`}
      </p>
      <button
        type="button"
        className="button grave"
        aria-disabled={!count || undefined}
        onClick={() => count && setAsking(true)}
      >
        {before ? 'Burn them' : 'Burn everything'}
      </button>
      {isAsking && count !== undefined && (
        <Confirm
          title={`Burn ${cruds(count)}?`}
          yes="Burn now"
          no="Keep them"
          onYes={burn}
          onClose={() => setAsking(false)}
        >
          <p>
            Everything you wrote{from} is gone at once, with the replies to it. Nobody can bring it back. Not even us.
          </p>
          <p role="status">{burnt > 0 && `${cruds(burnt)} burnt so far…`}</p>
        </Confirm>
      )}
    </section>
  )
}
