import type { Values } from './settings.ts'

/** The origin at which this server is reached. Nobody can open a wildcard address, so it becomes 127.0.0.1. */
export function backendUrlOf({ BACKEND_URL, HOST, PORT }: Values): string {
  const host = HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST
  return BACKEND_URL ?? `http://${host.includes(':') ? `[${host}]` : host}:${PORT}`
}
