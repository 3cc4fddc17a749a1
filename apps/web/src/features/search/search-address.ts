export type SearchTab = 'cruds' | 'people'

/** The address of what is found. */
export function searchAddress(term: string, tab: SearchTab = 'cruds'): string {
  return `/search?${new URLSearchParams({ term, ...(tab === 'people' && { in: tab }) })}`
}

/** What an address asks for. */
export function searchIn(query: string): { term: string; tab: SearchTab } {
  const params = new URLSearchParams(query)
  return { term: (params.get('term') ?? '').trim(), tab: params.get('in') === 'people' ? 'people' : 'cruds' }
}
