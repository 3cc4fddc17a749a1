import { TimeLeft } from '../../time/TimeLeft.tsx'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { locale } from '../../words/language.ts'
import { numberWords } from '../../words/plural.ts'
import { words } from '../../words/words.ts'
import { addressesOf, type Sighting, views } from './look-at-crud.ts'
import { ReceiptFacts } from './ReceiptFacts.tsx'
import { useOneMinuteCrud, type Watch } from './use-one-minute-crud.ts'

const timeFormat = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' })
const minuteMs = 60_000

/** A crud of one minute, watched while it dies. */
export function TryIt() {
  const w = words.proofDetails
  const { watch, start } = useOneMinuteCrud()
  const isRunning = watch !== undefined && watch.phase !== 'destroyed'
  return (
    <>
      <p>{w.tryItWords}</p>
      {watch && <Watched watch={watch} />}
      {!isRunning && (
        <ActionButton act={start} failed={w.startFailed} className="button">
          {watch ? w.again : w.start}
        </ActionButton>
      )}
    </>
  )
}

function Watched({ watch: { crud, seen, phase, receipt } }: { watch: Watch }) {
  const w = words.proofDetails
  const addresses = addressesOf(crud)
  const minuteEnd = Math.floor(Date.parse(crud.expires_at) / minuteMs + 1) * minuteMs
  return (
    <section className="proof-try" aria-label={w.oneMinute} data-phase={phase}>
      <div className="proof-crud">
        <p className="proof-crud-words">{crud.message || w.wordsGone}</p>
        <p className="proof-crud-foot">
          <TimeLeft until={crud.expires_at} />
          {phase === 'living' && (
            <a href={`/@${crud.handle}/status/${crud.uuid}`} target="_blank" rel="noopener">
              {w.open}
            </a>
          )}
        </p>
      </div>
      <div className="proof-scroll">
        <table>
          <caption>{w.watched}</caption>
          <thead className="unseen">
            <tr>
              <th scope="col">{w.address}</th>
              <th scope="col">{w.answer}</th>
            </tr>
          </thead>
          <tbody>
            {views.map((view) => (
              <tr key={view} data-view={view}>
                <th scope="row">
                  {w.views[view]}
                  <code dir="ltr">{requestLine(addresses[view])}</code>
                </th>
                <td data-there={seen[view]?.there}>{sightingWords(seen[view])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p role="status" className="proof-state">
        {phase === 'living' && w.living}
        {phase === 'ended' && `${w.ended} ${w.until(timeFormat.format(minuteEnd))}`}
        {phase === 'destroyed' && receipt && w.destroyed(numberWords(receipt.line))}
      </p>
      {receipt && <ReceiptFacts receipt={receipt} />}
    </section>
  )
}

/** Without the words that are searched for. */
const requestLine = (address: string) => `GET ${address.split('?', 1)[0]}`

function sightingWords(sighting: Sighting): string {
  if (!sighting) return words.proofDetails.unknown
  return sighting.there ? words.proofDetails.there(sighting.status) : words.proofDetails.gone(sighting.status)
}
