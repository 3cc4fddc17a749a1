import { createHmac, hash } from 'node:crypto'
import aws4 from 'aws4'
import type { Headers } from '../plan/change.ts'
import type { Address } from './address.ts'
import type { Credentials } from './credentials.ts'
import { type Keyed, keyedHash } from './keyed-hash.ts'

export type Outgoing = { method: string; path: string; headers: Headers; body: Buffer | null }
export type SignedHeaders = Record<string, string | number>

const emptyHash = hash('sha256', '', 'hex')

/** The headers to send, with the signature over them, path and body. `path` has to be percent-encoded. */
export function sign(address: Address, outgoing: Outgoing, credentials: Credentials): SignedHeaders {
  const { method, path, body } = outgoing
  const headers: SignedHeaders = { ...outgoing.headers, Host: address.host }
  headers['X-Amz-Content-Sha256'] = body ? hash('sha256', body, 'hex') : emptyHash
  if (body || method === 'PUT' || method === 'POST') headers['content-length'] = body?.length ?? 0
  if (body) headers['content-type'] ??= 'application/octet-stream'
  const signer = new Signer({ service: 's3', region: address.region, method, path, headers }, credentials)
  return signer.sign().headers as SignedHeaders
}

/** Keeps the key that signs, which is the same all day and which takes as long to make as the rest of a signature. */
class Signer extends aws4.RequestSigner {
  static #name = ''
  static #keyed: Keyed

  override signature(): string {
    const scope = [this.getDate(), this.region, this.service]
    const { secretAccessKey = '' } = this.credentials
    const name = [secretAccessKey, ...scope].join('\n')
    if (name !== Signer.#name) {
      const seed: Buffer = Buffer.from(`AWS4${secretAccessKey}`)
      const derive = (key: Buffer, part: string) => createHmac('sha256', key).update(part).digest()
      Signer.#keyed = keyedHash([...scope, 'aws4_request'].reduce(derive, seed))
      Signer.#name = name
    }
    return Signer.#keyed(this.stringToSign())
  }
}
