export type SearchTab = 'cruds' | 'people'

/** The address of the results for a term. */
export function searchAddress(term: string, tab: SearchTab = 'cruds'): string {
  return `/search?${new URLSearchParams({ term, ...(tab === 'people' && { in: tab }) })}`
}

/** The term and the tab in the query of an address. */
export function searchIn(query: string): { term: string; tab: SearchTab } {
  const params = new URLSearchParams(query)
  return { term: (params.get('term') ?? '').trim(), tab: params.get('in') === 'people' ? 'people' : 'cruds' }
}
