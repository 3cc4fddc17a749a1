const examples: readonly [string, string][] = [
  ['good day', 'both words, or words that begin with them'],
  ['"good day to"', 'these words in this order'],
  ['from:@handle', 'only what that person said'],
  ['#coffee', 'only with this tag'],
  ['-rain', 'without this word'],
]

/** What a search term can hold. */
export function SearchHint() {
  return (
    <section className="search-hint" aria-labelledby="search-hint">
      <h2 id="search-hint">Search tips</h2>
      <dl>
        {examples.map(([term, words]) => (
          <div key={term}>
            <dt>
              <code>{term}</code>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <p>Search finds only what’s still live.</p>
    </section>
  )
}
