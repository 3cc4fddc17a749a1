import type { Endpoint } from '@cruddur/contract/endpoint'
import { type ErrorCode, errorStatus } from '@cruddur/contract/errors'
import { z } from 'zod'
import { type Html, html } from '../../http/html.ts'

const callers = { anyone: 'anyone', maybe: 'anyone; more for members', member: 'members' } as const

/** The contract for people: one page without scripts, made from the same data as the OpenAPI document. */
export const docsPage = (endpoints: Readonly<Record<string, Endpoint>>): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Cruddur API</title>
<link rel="stylesheet" href="/api/docs.css">
</head>
<body>
<header>
<h1>Cruddur API</h1>
<p>JSON in and out. A protected endpoint needs <code>Authorization: Bearer</code> with an access token from
<code>/api/identity/sign-in</code>. A refused request is answered with an array of codes. The same as data:
<a href="/api/openapi.json">OpenAPI 3.1</a>.</p>
<nav aria-label="Endpoints"><ul>${Object.entries(endpoints).map(([name, endpoint]) => contents(name, endpoint))}</ul></nav>
</header>
<main>${Object.entries(endpoints).map(([name, endpoint]) => section(name, endpoint))}</main>
</body>
</html>`

const contents = (name: string, { method, path }: Endpoint): Html =>
  html`<li><a href="#${name}"><b>${method}</b> ${path}</a></li>`

const section = (name: string, endpoint: Endpoint): Html => html`<section id="${name}">
<h2><b>${endpoint.method}</b> ${endpoint.path}</h2>
<p>${endpoint.summary}</p>
<dl>
<dt>Who</dt><dd>${callers[endpoint.caller]}</dd>
<dt>Holds cruds</dt><dd>${endpoint.holdsCruds ? 'yes' : 'no'}</dd>
${endpoint.query ? html`<dt>Query</dt><dd>${shape(endpoint.query, 'input')}</dd>` : ''}
${endpoint.body ? html`<dt>Body</dt><dd>${shape(endpoint.body, 'input')}</dd>` : ''}
<dt>Reply</dt><dd>${shape(endpoint.reply, 'output')}</dd>
<dt>Refusals</dt><dd>${endpoint.errors.length ? endpoint.errors.map(refusal) : 'none of its own'}</dd>
</dl>
</section>
`

const refusal = (code: ErrorCode): Html => html`<code>${errorStatus[code]} ${code}</code> `

const shape = (schema: z.core.$ZodType, io: 'input' | 'output'): Html =>
  html`<pre>${describe(z.toJSONSchema(schema, { io }) as Schema)}</pre>`

type Schema = {
  type?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  format?: string
  maxLength?: number
}

/** A schema in the shorthand of an example: `{ message: string up to 280, ttl: "1-day" | ... }`. */
function describe(schema: Schema, indent = ''): string {
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.anyOf) return schema.anyOf.map((alternative) => describe(alternative, indent)).join(' or ')
  if (schema.items) return `[${describe(schema.items, indent)}]`
  if (!schema.properties)
    return [schema.type, schema.format, schema.maxLength && `up to ${schema.maxLength}`].filter(Boolean).join(' ')
  const deeper = `${indent}  `
  const lines = Object.entries(schema.properties).map(
    ([name, property]) =>
      `${deeper}${name}${schema.required?.includes(name) ? '' : '?'}: ${describe(property, deeper)}`,
  )
  return `{\n${lines.join('\n')}\n${indent}}`
}
