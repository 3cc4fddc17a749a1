const ways: readonly [string, string][] = [
  ['good day', 'both words, or words that begin so'],
  ['"good day to"', 'these words in this order'],
  ['from:@worf', 'only what @worf said'],
  ['#bombs', 'only with this tag'],
  ['-prune', 'without this word'],
]

/** How one can ask. */
export function SearchHint() {
  return (
    <section className="search-hint" aria-labelledby="search-hint">
      <h2 id="search-hint">How to ask</h2>
      <dl>
        {ways.map(([term, words]) => (
          <div key={term}>
            <dt>
              <code>{term}</code>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <p>Only what is alive is found.</p>
    </section>
  )
}
