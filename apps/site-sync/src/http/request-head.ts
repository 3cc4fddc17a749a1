import { isToken, quoted } from './header-line.ts'
import type { HttpRequest } from './http-client.ts'

/**
 * The first line and the headers of a request, with the empty line after them (RFC 9112, sections 3 and 5).
 *
 * @throws Error for what could be read as another line, or that HTTP has no way to say. It names no value: there are secrets
 *   among them
 */
export function headOf({ method, path, headers }: HttpRequest): string {
  if (!isToken(method) || !/^[\x21-\x7e]+$/.test(path))
    throw new Error('HTTP has no way to send this method or this path')
  let head = `${method} ${path} HTTP/1.1\r\n`
  for (const name in headers) {
    const value = headers[name] ?? ''
    if (!isToken(name) || !/^[\t\x20-\x7e]*$/.test(value)) {
      throw new Error(`HTTP has no way to send the header ${quoted(name)}: a value is of ASCII, on one line`)
    }
    head += `${name}: ${value}\r\n`
  }
  return `${head}\r\n`
}
