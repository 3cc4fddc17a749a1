import type { Endpoint } from '@cruddur/contract/endpoint'

type Values = Readonly<Record<string, unknown>>

/** Where a call goes: the path with its parameters filled in, and the query that the endpoint knows. */
export function addressOf(endpoint: Endpoint, values: Values): string {
  const path = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(values[name] ?? '')))
  const query = new URLSearchParams()
  for (const name of Object.keys(endpoint.query?.shape ?? {})) {
    const value = values[name]
    if (value !== undefined && value !== null) query.set(name, String(value))
  }
  return query.size > 0 ? `${path}?${query}` : path
}

/** What a call carries: the values that the endpoint's body knows. */
export function bodyOf(endpoint: Endpoint, values: Values): string | undefined {
  if (!endpoint.body) return undefined
  const names = Object.keys(endpoint.body.shape)
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, values[name]])))
}

/** The cursor of the page after this one, from `Link: <...?cursor=...>; rel="next"` (RFC 8288). */
export function nextCursorOf(link: string | null): string | undefined {
  const next = /<([^>]*)>[^,]*;\s*rel="?next"?/i.exec(link ?? '')?.[1]
  return next === undefined ? undefined : (new URL(next, 'http://any.invalid').searchParams.get('cursor') ?? undefined)
}
