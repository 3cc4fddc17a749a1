import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** A certificate for a server of this name, valid for a day, that vouches for itself; and its key. Both in PEM. */
export function selfSignedCertificate(name: string): { cert: string; key: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const issuer = sequence(set(sequence(oid('550403'), element(0x0c, Buffer.from(name)))))
  const names = sequence(element(0x82, Buffer.from(name)))
  const signedBy = sequence(oid('2a8648ce3d040302'))
  // RFC 5280, section 4.1. The only extension is the name of the server.
  const body = sequence(
    element(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    signedBy,
    issuer,
    sequence(utcTime(Date.now() - hourMs), utcTime(Date.now() + 24 * hourMs)),
    issuer,
    publicKey.export({ type: 'spki', format: 'der' }),
    element(0xa3, sequence(sequence(oid('551d11'), element(0x04, names)))),
  )
  const signature = element(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, privateKey)]))
  const base64 = sequence(body, signedBy, signature).toString('base64')
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

const hourMs = 3_600_000

/** A value in DER (X.690): its tag, its length, itself. */
function element(tag: number, ...parts: Buffer[]): Buffer {
  const value = Buffer.concat(parts)
  const { length } = value
  const header = length < 0x80 ? [tag, length] : [tag, 0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from(header), value])
}

const sequence = (...parts: Buffer[]) => element(0x30, ...parts)
const set = (...parts: Buffer[]) => element(0x31, ...parts)
const oid = (hex: string) => element(0x06, Buffer.from(hex, 'hex'))
const integer = (value: Buffer) => element(0x02, value)
const utcTime = (ms: number) =>
  element(0x17, Buffer.from(`${new Date(ms).toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`))
