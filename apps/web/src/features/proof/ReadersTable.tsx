import type { ReaderName } from '../../words/en/proof/proof-details.ts'
import { words } from '../../words/words.ts'

type Cell = 'yes' | 'no' | 'sealed' | 'untilKey'

/** While it lives, at its end, and a minute later. */
const readers: Readonly<Record<ReaderName, readonly [Cell, Cell, Cell]>> = {
  anybody: ['yes', 'no', 'no'],
  author: ['yes', 'no', 'no'],
  moderators: ['yes', 'sealed', 'sealed'],
  operator: ['yes', 'untilKey', 'no'],
  backup: ['no', 'no', 'no'],
  both: ['yes', 'yes', 'yes'],
  screenshot: ['yes', 'yes', 'yes'],
}

const names = Object.keys(readers) as ReaderName[]

/** Who can read a crud, and when. */
export function ReadersTable() {
  const w = words.proofDetails
  return (
    <div className="proof-scroll">
      <table className="proof-readers">
        <caption className="unseen">{w.readersCaption}</caption>
        <thead>
          <tr>
            {[w.who, w.whileAlive, w.atEnd, w.minuteLater].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr key={name}>
              <th scope="row">{w.readerNames[name]}</th>
              {readers[name].map((cell, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns are fixed.
                <td key={index} data-cell={cell}>
                  {w[cell]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
