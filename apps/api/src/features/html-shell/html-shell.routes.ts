import { AppError } from '@cruddur/contract/app-error'
import type { FirstPage } from '@cruddur/contract/first-page/first-page'
import { Handle } from '@cruddur/contract/names/handles'
import { uuidPattern } from '@cruddur/contract/uuids'
import type { Db } from '@cruddur/storage/postgres'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { decodedPath } from '../../http/address.ts'
import { sendError } from '../../http/error-handler.ts'
import { selectPersonByHandle } from '../../people/people.store.ts'
import { compressHtml } from './compressed-html.ts'
import { selectCrudHead } from './html-shell.store.ts'
import { type PageHead, readShell } from './html-shell.ts'
import { type PageName, readPageScripts } from './page-scripts.ts'

/** What a visitor's first call would get. Null when there is nothing to show. */
export type FirstPages = {
  home: () => Promise<FirstPage | null>
  profile: (handle: string) => Promise<FirstPage | null>
  thread: (handle: string, uuid: string) => Promise<FirstPage | null>
}

type Options = {
  db: Db
  webRoot: string
  frontendUrl: string
  /** The methods that the path of an address has. */
  allowedMethods: (address: string) => string[]
  firstPages: FirstPages
}

/** Addresses that the original links to, and where our page is. */
const movedPages = { '/terms-of-service': '/terms', '/privacy-policy': '/privacy' }

/** Pages that the server need not look anything up for. Any other address gets the same app with a 404. */
const plainPages = [
  // What the service worker keeps. On S3 it is the file of this name.
  '/index.html',
  '/signup',
  '/signin',
  '/confirm',
  '/forgot',
  '/about',
  '/terms',
  '/privacy',
  '/proof',
  '/settings',
  '/settings/muted',
  '/settings/blocked',
  '/notifications',
  '/messages',
  '/messages/new/:handle',
  '/messages/:group',
  '/search',
  '/admin',
  '/status/:uuid',
]

export async function htmlShellRoutes(
  app: FastifyInstance,
  { db, webRoot, frontendUrl, allowedMethods, firstPages }: Options,
): Promise<void> {
  const shell = readShell(webRoot)
  const scriptsOf = readPageScripts(webRoot)
  await app.register(fastifyStatic, {
    root: webRoot,
    index: false,
    wildcard: false,
    preCompressed: true,
    globIgnore: ['**/index.html', '**/*.br', '**/*.gz', '.vite/**'],
    cacheControl: false,
    setHeaders: (reply, path) => {
      // The name of every asset holds a hash of its content. Everything else is to be revalidated.
      const hashed = path.includes('/assets/')
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })

  app.get('/', async (request, reply) => {
    const isPlain = !request.url.includes('?')
    const data = isPlain ? await dataFor(request, firstPages.home) : null
    return sendShell(reply, 200, { page: 'home', head: homeHead(frontendUrl), data })
  })

  for (const path of plainPages) app.get(path, (_request, reply) => sendShell(reply, 200))

  for (const [path, ours] of Object.entries(movedPages)) app.get(path, (_request, reply) => reply.redirect(ours, 301))

  for (const path of ['/@:handle/followers', '/@:handle/following']) {
    app.get<{ Params: { handle: string } }>(path, async (request, reply) => {
      const handle = handleOf(request.params)
      return sendShell(reply, handle && (await selectPersonByHandle(db, handle, null)) ? 200 : 404)
    })
  }

  app.get<{ Params: { handle: string } }>('/@:handle', async (request, reply) => {
    const handle = handleOf(request.params)
    const person = handle ? await selectPersonByHandle(db, handle, null) : null
    if (!person) return sendShell(reply, 404)
    const head: PageHead = {
      type: 'profile',
      title: titleOf(person),
      description: `Cruds by ${person.display_name}. Read them while they last.`,
      url: `${frontendUrl}/@${person.handle}`,
    }
    const data = await dataFor(request, () => firstPages.profile(person.handle))
    return sendShell(reply, 200, { page: 'profile', head, data })
  })

  // Previews are kept by whoever fetches them: they hold the author and the deadline, and none of the words (guarantee 3).
  app.get<{ Params: { handle: string; uuid: string } }>('/@:handle/status/:uuid', async (request, reply) => {
    const handle = handleOf(request.params)
    const uuid = request.params.uuid.toLowerCase()
    const crud = handle && uuidPattern.test(uuid) ? await selectCrudHead(db, handle, uuid) : null
    reply.header('x-robots-tag', `noarchive, nosnippet${crud ? `, unavailable_after: ${crud.expires_at}` : ''}`)
    if (!handle || !crud) {
      // Where clients of the original link to from a follow.
      const person = handle ? await selectPersonByHandle(db, handle, null) : null
      return person?.uuid === uuid ? reply.redirect(`/@${person.handle}`, 302) : sendShell(reply, 404)
    }
    const deadline = new Date(crud.expires_at).toUTCString().replace(/:\d\d GMT$/, ' UTC')
    const head: PageHead = {
      type: 'article',
      title: titleOf({ display_name: crud.display_name, handle }),
      description: `A crud that is gone on ${deadline}. Read it while it lasts.`,
      url: `${frontendUrl}/@${handle}/status/${uuid}`,
    }
    const data = await dataFor(request, () => firstPages.thread(handle, uuid))
    return sendShell(reply, 200, { page: 'thread', head, data })
  })

  app.setNotFoundHandler((request, reply) => {
    const allowed = allowedMethods(request.url)
    if (allowed.length > 0 && !allowed.includes(request.method)) {
      // RFC 9110, 15.5.6
      reply.header('allow', allowed.join(', '))
      return sendError(new AppError('method_not_allowed'), request, reply)
    }
    if (isPage(request)) return sendShell(reply, 404)
    return sendError(new AppError('not_found'), request, reply)
  })

  async function sendShell(reply: FastifyReply, status: 200 | 404, { page, head, data = null }: ShownPage = {}) {
    const html = shell({ head, data, scripts: page ? scriptsOf(page) : [] })
    const { body, encoding } = await compressHtml(html, reply.request.headers['accept-encoding'])
    if (encoding) reply.header('content-encoding', encoding)
    return reply
      .status(status)
      .header('cache-control', 'no-store')
      .header('vary', 'Origin, Accept-Encoding')
      .type('text/html; charset=utf-8')
      .send(body)
  }

  /** Browsers only: whoever fetches pages to keep them gets none of the words. A page works without, so a failure is no 500. */
  async function dataFor(request: FastifyRequest, read: () => Promise<FirstPage | null>): Promise<FirstPage | null> {
    if (request.headers['sec-fetch-mode'] !== 'navigate') return null
    return read().catch((error: unknown) => {
      request.log.warn(error, 'the first page was sent without its data')
      return null
    })
  }
}

type ShownPage = { page?: PageName; head?: PageHead; data?: FirstPage | null }

const homeHead = (frontendUrl: string): PageHead => ({
  type: 'website',
  title: 'Cruddur',
  description:
    'Every post ends. You choose when, from an hour to thirty days. Then it is erased, everywhere, within a minute.',
  url: `${frontendUrl}/`,
})

/** The handle in the address. Undefined when it cannot be a handle. */
const handleOf = ({ handle }: { handle: string }): string | undefined => Handle.safeParse(handle).data

const titleOf = ({ display_name, handle }: { display_name: string; handle: string }) =>
  `${display_name} (@${handle}) on Cruddur`

const isPage = (request: FastifyRequest) =>
  ['GET', 'HEAD'].includes(request.method) && !/^\/(api|assets|\.well-known)(\/|$)/.test(decodedPath(request.url))
