import type { Wanted } from '../model/change.ts'

const byName = [
  /(^|[-_.])(sw|service-?worker|serviceworker)(\.[a-z]+)*\.m?js$/,
  /^workbox-[\w-]+\.js$/,
  /^(asset-|build-|import-|vite-)?manifest\.(json|webmanifest)$/,
  /\.(webmanifest|rss|atom|importmap|appcache)$/,
  /^(feed|rss|atom|index)\.(xml|json)$/,
  /^(robots|humans|ads|app-ads|llms|security)\.txt$/,
  /^sitemap[\w.-]*\.(xml|txt)(\.gz)?$/,
  /^(version|remoteentry)\.(json|js)$/,
  /^(_redirects|_headers|cname|opensearch\.xml|browserconfig\.xml)$/,
]

/**
 * When a file goes up. Entry points name other files, or are what somebody asks for again and again to see whether there
 * is something new: HTML, service workers, manifests, feeds, sitemaps.
 */
export function stageOf(path: string, type: string): Wanted['stage'] {
  if (/^(text\/html|application\/xhtml\+xml)\b/.test(type)) return 'entry'
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  return byName.some((pattern) => pattern.test(name)) ? 'entry' : 'asset'
}
