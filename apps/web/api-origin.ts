import type { Plugin } from 'vite'

/**
 * Writes the origin of the API into the page, when it is not the origin that the page comes from.
 *
 * @param text an origin such as `https://api.cruddur.example`
 * @throws Error for anything else: a wrong one would be noticed by visitors only
 */
export function nameApiOrigin(text: string | undefined): Plugin {
  const origin = text?.trim() ? readOrigin(text.trim()) : undefined
  return {
    name: 'name-api-origin',
    transformIndexHtml: () => (origin ? [{ tag: 'meta', attrs: { name: 'api-origin', content: origin } }] : []),
  }
}

function readOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  const isOrigin = url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash
  if (isOrigin && !url.username && !url.password) return url.origin
  throw new Error(`VITE_API_ORIGIN must be an origin such as https://api.cruddur.example, not ${JSON.stringify(text)}`)
}
