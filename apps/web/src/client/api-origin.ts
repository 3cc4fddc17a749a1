/**
 * Where the API is: the origin that the page names in `<meta name="api-origin">`, which the build writes when
 * VITE_API_ORIGIN is set. Otherwise the origin that the page came from.
 */
export function apiOrigin(): string {
  const named = globalThis.document?.querySelector<HTMLMetaElement>('meta[name="api-origin"]')?.content
  return named || location.origin
}
