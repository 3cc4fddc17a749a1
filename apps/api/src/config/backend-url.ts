import type { Values } from './settings.ts'

/** The origin at which this server is reached. A wildcard to listen on is no address that anybody could open. */
export function backendUrlOf({ BACKEND_URL, HOST, PORT }: Values): string {
  const host = HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST
  return BACKEND_URL ?? `http://${host.includes(':') ? `[${host}]` : host}:${PORT}`
}
