import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { PushNote } from '@cruddur/contract/push/push'
import { importJWK, jwtVerify } from 'jose'

export type Delivery = {
  /** What the browser reads after it has decrypted it. */
  note: PushNote
  /** The length of what was sent, which the service sees. */
  bytes: number
  ttl: number
  topic: string
  urgency: string
  /** The claims of the server's token, whose signature was right. */
  claims: { aud?: unknown; exp?: number | undefined; sub?: string | undefined }
}

/** A browser that has subscribed: what it gives to the server, and what it was sent. */
export type Subscriber = {
  endpoint: string
  p256dh: string
  auth: string
  received: Delivery[]
  /** What the service answers the next request with, in place of 201. */
  refuseNext: (status: number) => void
}

/**
 * A push service over real HTTP (RFC 8030), for browsers that can reach no other. It checks the server's token (RFC 8292) and
 * decrypts as a browser does (RFC 8291), by code of its own.
 */
export async function startPushService() {
  const browsers = new Map<string, (request: IncomingMessage, body: Buffer) => Promise<number>>()
  const server = createServer(async (request, reply) => {
    const body = await buffer(request)
    const deliver = browsers.get(request.url ?? '')
    const status = deliver ? await deliver(request, body).catch(() => 400) : 404
    reply.writeHead(status, status === 307 ? { location: 'http://127.0.0.1:1/' } : {}).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  function subscribe(): Subscriber {
    const keys = createECDH('prime256v1')
    const p256dh = keys.generateKeys()
    const auth = randomBytes(16)
    const path = `/send/${randomBytes(12).toString('base64url')}`
    const received: Delivery[] = []
    const statuses: number[] = []
    browsers.set(path, async ({ headers }, body) => {
      const [, token = '', key = ''] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(headers.authorization ?? '') ?? []
      const { payload } = await jwtVerify(token, await publicKeyOf(key), { audience: origin })
      const status = statuses.shift()
      if (status) return status
      received.push({
        note: JSON.parse(decrypt(body, keys.getPrivateKey(), p256dh, auth)),
        bytes: body.length,
        ttl: Number(headers['ttl']),
        topic: String(headers['topic']),
        urgency: String(headers['urgency']),
        claims: payload,
      })
      return 201
    })
    return {
      endpoint: origin + path,
      p256dh: p256dh.toString('base64url'),
      auth: auth.toString('base64url'),
      received,
      refuseNext: (status) => void statuses.push(status),
    }
  }

  return {
    origin,
    subscribe,
    close: () => {
      server.closeAllConnections()
      return once(server.close(), 'close')
    },
  }
}

function publicKeyOf(raw: string) {
  const point = Buffer.from(raw, 'base64url')
  const part = (from: number) => point.subarray(from, from + 32).toString('base64url')
  return importJWK({ kty: 'EC', crv: 'P-256', x: part(1), y: part(33) }, 'ES256')
}

function decrypt(body: Buffer, privateKey: Buffer, p256dh: Buffer, auth: Buffer): string {
  const salt = body.subarray(0, 16)
  const keyLength = body.readUInt8(20)
  const serverKey = body.subarray(21, 21 + keyLength)
  const sealed = body.subarray(21 + keyLength)
  const own = createECDH('prime256v1')
  own.setPrivateKey(privateKey)
  const derive = (input: Uint8Array, salted: Uint8Array, info: Uint8Array, length: number) =>
    Buffer.from(hkdfSync('sha256', input, salted, info, length))
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), p256dh, serverKey])
  const input = derive(own.computeSecret(serverKey), auth, info, 32)
  const key = derive(input, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
  const nonce = derive(input, salt, Buffer.from('Content-Encoding: nonce\0'), 12)
  const decipher = createDecipheriv('aes-128-gcm', key, nonce)
  decipher.setAuthTag(sealed.subarray(-16))
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  return padded.subarray(0, padded.lastIndexOf(2)).toString()
}
