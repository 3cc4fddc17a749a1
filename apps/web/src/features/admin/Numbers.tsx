import { words } from '../../words/words.ts'

type NumbersProps = { caption: string; heads: readonly string[]; rows: readonly (readonly string[])[] }

/** The numbers of a chart as a table, for people who cannot see it or prefer text. */
export function Numbers({ caption, heads, rows }: NumbersProps) {
  return (
    <details className="chart-numbers">
      <summary>
        <span aria-hidden="true">{words.admin.numbers}</span>
        <span className="unseen">{words.admin.numbersOf(caption)}</span>
      </summary>
      <NumberTable caption={caption} heads={heads} rows={rows} />
    </details>
  )
}

export function NumberTable({ caption, heads, rows }: NumbersProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="number-table" aria-label={caption} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([head, ...cells]) => (
            <tr key={head}>
              <th scope="row">{head}</th>
              {cells.map((cell, index) => (
                <td key={heads[index + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
