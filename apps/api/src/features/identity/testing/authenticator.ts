import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

// An authenticator in software, as WebAuthn Level 3 describes it: ES256, without attestation.

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest()
const base64url = (data: string | Buffer) => Buffer.from(data).toString('base64url')

/** The head of a CBOR item (RFC 8949, 3.1), for arguments below 65,536. */
function head(major: number, argument: number): Buffer {
  if (argument < 24) return Buffer.from([(major << 5) | argument])
  if (argument < 256) return Buffer.from([(major << 5) | 24, argument])
  return Buffer.from([(major << 5) | 25, argument >> 8, argument & 255])
}
const integer = (value: number) => (value < 0 ? head(1, -1 - value) : head(0, value))
const bytes = (value: Buffer) => Buffer.concat([head(2, value.length), value])
const text = (value: string) => Buffer.concat([head(3, value.length), Buffer.from(value)])
const map = (...pairs: [Buffer, Buffer][]) => Buffer.concat([head(5, pairs.length), ...pairs.flat()])

export type Ceremony = {
  challenge: string
  origin: string
  rpId: string
  /** Whether the person proved who they are to the device. */
  verified?: boolean
}

export function createAuthenticator() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const coordinate = (value: string) => bytes(Buffer.from(value, 'base64url'))
  // COSE_Key (RFC 9053): kty EC2, alg ES256, crv P-256, x, y.
  const coseKey = map(
    [integer(1), integer(2)],
    [integer(3), integer(-7)],
    [integer(-1), integer(1)],
    [integer(-2), coordinate(x)],
    [integer(-3), coordinate(y)],
  )
  const id = randomBytes(32)
  const common = { id: base64url(id), rawId: base64url(id), type: 'public-key' as const }
  let counter = 0

  function authenticatorData(rpId: string, verified: boolean, attested: Buffer): Buffer {
    const flags = 0x01 | (verified ? 0x04 : 0) | (attested.length > 0 ? 0x40 : 0)
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter++)
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, attested])
  }
  const clientData = (type: string, { challenge, origin }: Ceremony) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))

  return {
    id: common.id,

    create(ceremony: Ceremony) {
      const length = Buffer.from([id.length >> 8, id.length & 255])
      const attested = Buffer.concat([Buffer.alloc(16), length, id, coseKey])
      const data = authenticatorData(ceremony.rpId, ceremony.verified ?? true, attested)
      const object = map([text('fmt'), text('none')], [text('attStmt'), map()], [text('authData'), bytes(data)])
      return {
        ...common,
        response: {
          clientDataJSON: base64url(clientData('webauthn.create', ceremony)),
          attestationObject: base64url(object),
          transports: ['internal'],
        },
      }
    },

    /** @param owner the subject of whom the passkey is */
    get(ceremony: Ceremony, owner: string) {
      const data = authenticatorData(ceremony.rpId, ceremony.verified ?? true, Buffer.alloc(0))
      const signed = clientData('webauthn.get', ceremony)
      return {
        ...common,
        response: {
          clientDataJSON: base64url(signed),
          authenticatorData: base64url(data),
          signature: base64url(sign('sha256', Buffer.concat([data, sha256(signed)]), privateKey)),
          userHandle: base64url(owner),
        },
      }
    },
  }
}
