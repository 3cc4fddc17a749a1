import { readFileSync } from 'node:fs'
import { showOpenApi } from '@cruddur/contract/api-docs'
import type { Endpoint } from '@cruddur/contract/endpoint'
import type { FastifyInstance } from 'fastify'
import { route } from '../../http/route.ts'
import { docsPage } from './docs-page.ts'
import { openApi } from './openapi.ts'

type Options = { endpoints: Readonly<Record<string, Endpoint>>; backendUrl: string }

export function apiDocsRoutes(app: FastifyInstance, { endpoints, backendUrl }: Options): void {
  // Made at the first request, not at the start: few servers get one.
  let document: ReturnType<typeof openApi> | undefined
  let page: string | undefined
  route(app, showOpenApi, () => {
    document ??= openApi(endpoints, backendUrl)
    return document
  })
  app.get('/api/docs', (_request, reply) => {
    page ??= docsPage(endpoints).source
    return reply.type('text/html; charset=utf-8').send(page)
  })
  const css = readFileSync(new URL('docs.css', import.meta.url), 'utf8')
  app.get('/api/docs.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(css))
}
