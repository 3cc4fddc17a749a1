/** A path with the values that are not empty as its query. */
export function withQuery(path: string, values: Readonly<Record<string, string | null>>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) if (value) query.set(name, value)
  return query.size > 0 ? `${path}?${query}` : path
}

/** The address of a page that leads back to this one when it is done. */
export function comingBack(path: '/signin' | '/signup'): string {
  return withQuery(path, { next: location.pathname + location.search })
}
