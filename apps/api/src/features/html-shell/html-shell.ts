import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Html, html } from '../../http/html.ts'

/** What a page tells clients that do not run scripts. */
export type PageHead = { title: string; description: string; url: string }

/** Returns the HTML file of the web app, with the given head. */
export type Shell = (head?: PageHead) => string

/**
 * @param webRoot the folder of the built web app
 * @throws when it has not been built
 */
export function readShell(webRoot: string): Shell {
  const source = readFileSync(join(webRoot, 'index.html'), 'utf8')
  const [before, after] = source.split('<!--head-->')
  if (before === undefined || after === undefined) throw new Error(`${webRoot}/index.html has no <!--head-->`)
  const untitled = before.replace(/<title>.*?<\/title>/s, '')
  return (head) => (head ? `${untitled}${tags(head).source}${after}` : source)
}

/** The origin at which the built web app calls the API. Undefined when that is where the page comes from. */
export function readApiOrigin(webRoot: string): string | undefined {
  return /<meta name="api-origin" content="([^"]+)">/.exec(readFileSync(join(webRoot, 'index.html'), 'utf8'))?.[1]
}

const tags = ({ title, description, url }: PageHead): Html => html`<title>${title}</title>
<meta property="og:site_name" content="Cruddur">
<meta property="og:type" content="article">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:url" content="${url}">
<meta name="twitter:card" content="summary">`
