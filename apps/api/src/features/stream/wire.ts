import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { Socket } from 'node:net'

/** What a stream is written to: the reply of its request, or the connection itself. */
export type Wire = ServerResponse | Socket

/** After this silence TCP asks whether the client is still there. */
const keepAliveMs = 30_000

/** Sends the head of a stream as that of any reply. */
export function beginReply(response: ServerResponse, headers: OutgoingHttpHeaders): Wire {
  // An injected request has none.
  if (response.req.socket instanceof Socket) keepOpen(response.req.socket)
  return response.writeHead(200, headers)
}

/**
 * Sends the head of a stream, and takes its connection from Node's HTTP server. Request, reply and all that hooks noted of them
 * end here, as with any other reply: they would take more memory than the connection, for hours of silence. The body ends with the
 * connection (RFC 9112, section 6.3, rule 8).
 *
 * @param onClose listens to 'close' of the response, and from now on to that of the connection
 */
export function takeConnection(response: ServerResponse, headers: OutgoingHttpHeaders, onClose: () => void): Wire {
  const { socket } = response
  // It is injected, or replies to earlier requests on its connection must be sent first.
  if (!(socket instanceof Socket)) return beginReply(response, headers)
  response.off('close', onClose)
  socket.once('close', onClose)
  socket.cork()
  socket.write(headOf({ ...headers, date: new Date().toUTCString() }))
  // Node, Fastify and the hooks let go of request and reply.
  response.emit('finish')
  // An answer to what the client sends from now on, or has sent already, would be read as part of the stream.
  socket.removeAllListeners('data').on('data', () => socket.destroy())
  if (hasNextReply(socket)) socket.destroy()
  keepOpen(socket)
  socket.uncork()
  return socket
}

/** Whether Node now writes the reply to a further request, which it keeps in this property. */
const hasNextReply = (socket: Socket & { _httpMessage?: ServerResponse | null }): boolean =>
  Boolean(socket._httpMessage)

/** Ends a stream after what was written before. */
export function endWire(wire: Wire): void {
  if (wire instanceof Socket) wire.destroySoon()
  else wire.end()
}

/** The limits on slow requests no longer apply. TCP finds out whether the client is still there. */
function keepOpen(socket: Socket): void {
  socket.setTimeout(0).setKeepAlive(true, keepAliveMs)
}

function headOf(headers: OutgoingHttpHeaders): string {
  const lines = Object.entries(headers).flatMap(([name, value = []]) =>
    [value].flat().map((each) => `${name}: ${each}\r\n`),
  )
  return `HTTP/1.1 200 OK\r\n${lines.join('')}\r\n`
}
