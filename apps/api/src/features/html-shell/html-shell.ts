import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FirstPage } from '@cruddur/contract/first-page/first-page'
import { firstPageId } from '@cruddur/contract/first-page/first-page'
import { type Html, html } from '../../http/html.ts'

/** What a page tells clients that do not run scripts. */
export type PageHead = { type: 'website' | 'profile' | 'article'; title: string; description: string; url: string }

export type ShellParts = {
  head?: PageHead | undefined
  /** Paths of scripts that the page will need. */
  scripts?: string[]
  /** What the page would ask for first. */
  data?: FirstPage | null
}

/** Returns the HTML file of the web app, with what a page has beside it. */
export type Shell = (parts?: ShellParts) => string

/**
 * @param webRoot the folder of the built web app
 * @throws when it has not been built
 */
export function readShell(webRoot: string): Shell {
  const source = readFileSync(join(webRoot, 'index.html'), 'utf8')
  const [before, after] = source.split('<!--head-->')
  if (before === undefined || after === undefined) throw new Error(`${webRoot}/index.html has no <!--head-->`)
  const untitled = before.replace(/<title>.*?<\/title>/s, '')
  return ({ head, scripts = [], data } = {}) => {
    const preloads = scripts.map((path) => html`<link rel="modulepreload" href="${path}">`.source).join('')
    const top = head ? `${untitled}${tags(head).source}` : before
    return `${top}${preloads}${data ? withData(after, data) : after}`
  }
}

/** At the end, where it holds up nothing. A block of data is no script to the content security policy. */
function withData(page: string, data: FirstPage): string {
  // The only characters that could end the element, or begin a comment in it.
  const json = JSON.stringify(data).replaceAll('<', '\\u003c')
  return page.replace('</body>', () => `<script type="application/json" id="${firstPageId}">${json}</script></body>`)
}

/** The origin at which the built web app calls the API. Undefined when that is where the page comes from. */
export function readApiOrigin(webRoot: string): string | undefined {
  return /<meta name="api-origin" content="([^"]+)">/.exec(readFileSync(join(webRoot, 'index.html'), 'utf8'))?.[1]
}

const tags = ({ type, title, description, url }: PageHead): Html => html`<title>${title}</title>
<meta property="og:site_name" content="Cruddur">
<meta property="og:type" content="${type}">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:url" content="${url}">
<meta name="twitter:card" content="summary">`
