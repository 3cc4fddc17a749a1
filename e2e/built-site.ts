import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/**
 * Serves a folder as S3 and CloudFront do: files as they are, and index.html for any address that names none.
 *
 * @param policy the Content-Security-Policy of the pages
 */
export async function startBuiltSite(folder: string, policy: () => string) {
  const server = createServer(async (request, reply) => {
    const { pathname } = new URL(request.url ?? '', 'http://any.invalid')
    // The app asks again and again for a stream that ends.
    if (pathname === '/api/stream')
      return void reply.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
    const file = extname(pathname) ? pathname : '/index.html'
    const bytes = await readFile(join(folder, file)).catch(() => null)
    reply.writeHead(bytes ? 200 : 404, {
      'content-type': types[extname(file)] ?? 'text/plain',
      'content-security-policy': policy(),
      'cache-control': file.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    })
    reply.end(bytes)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections()
      return once(server.close(), 'close')
    },
  }
}
