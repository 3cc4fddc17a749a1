import type { HttpRequest } from './http-client.ts'

const token = /^[!#$%&'*+.^`|~\w-]+$/

/**
 * The first line and the headers of a request, with the empty line after them (RFC 9112, sections 3 and 5).
 *
 * @throws Error for what could be read as another line, or that HTTP has no way to say
 */
export function headOf({ method, path, headers }: HttpRequest): string {
  if (!token.test(method) || !/^[\x21-\x7e]+$/.test(path)) throw new Error(`no request line can say ${method} ${path}`)
  let head = `${method} ${path} HTTP/1.1\r\n`
  for (const name in headers) {
    const value = headers[name] ?? ''
    if (!token.test(name) || !/^[\t\x20-\x7e]*$/.test(value)) throw new Error(`no header can say ${name}: ${value}`)
    head += `${name}: ${value}\r\n`
  }
  return `${head}\r\n`
}
