import { useQuery, useQueryClient } from '@tanstack/react-query'
import { preferencesQuery, savePreferences } from '../../preferences/preferences.query.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { words } from '../../words/words.ts'

/** Whether notifications tell that something one wrote has ended. */
export function ReceiptSettings() {
  const client = useQueryClient()
  const { data } = useQuery(preferencesQuery)
  const { heading, what, on, off, turnOn, turnOff, failed } = words.push.receipts
  return (
    <section aria-labelledby="receipts-heading">
      <h3 id="receipts-heading">{heading}</h3>
      <p>{what}</p>
      {data && (
        <>
          <p role="status">{data.receipts ? on : off}</p>
          <ActionButton act={() => savePreferences(client, { receipts: !data.receipts })} failed={failed}>
            {data.receipts ? turnOff : turnOn}
          </ActionButton>
        </>
      )}
    </section>
  )
}
