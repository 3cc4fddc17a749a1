import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { isIP } from 'node:net'

// X.509 certificates for tests (RFC 5280), written as DER (ITU-T X.690), because Node can read certificates but not make them.

export type Certificate = { name: string; privateKey: KeyObject; pem: string; keyPem: string }

/** A certificate that signs others. */
export function makeAuthority(name: string): Certificate {
  return make(name, [extension(oids.basicConstraints, sequence(der(0x01, Buffer.from([0xff]))))])
}

/** A certificate of a server that is reached by these names and addresses. */
export function makeServerCertificate(authority: Certificate, hosts: string[]): Certificate {
  const names = hosts.map((host) =>
    isIP(host) ? der(0x87, Buffer.from(host.split('.').map(Number))) : der(0x82, Buffer.from(host)),
  )
  return make(hosts[0] ?? '', [extension(oids.subjectAltName, sequence(...names))], authority)
}

const oids = {
  ecdsaWithSha256: '06082a8648ce3d040302',
  commonName: '0603550403',
  basicConstraints: '0603551d13',
  subjectAltName: '0603551d11',
}

function der(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents)
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content])
  const length = Buffer.from(content.length.toString(16).padStart(4, '0'), 'hex')
  return Buffer.concat([Buffer.from([tag, 0x82]), length, content])
}

const sequence = (...parts: Buffer[]) => der(0x30, ...parts)
const oid = (hex: string) => Buffer.from(hex, 'hex')
const bits = (content: Buffer) => der(0x03, Buffer.from([0]), content)
const extension = (id: string, content: Buffer) => sequence(oid(id), der(0x04, content))
const nameOf = (text: string) => sequence(der(0x31, sequence(oid(oids.commonName), der(0x0c, Buffer.from(text)))))
const timeOf = (text: string) => der(0x17, Buffer.from(text))
const pemOf = (content: Buffer) =>
  `-----BEGIN CERTIFICATE-----\n${content.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`

function make(name: string, extensions: Buffer[], issuer?: Certificate): Certificate {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = sequence(oid(oids.ecdsaWithSha256))
  const content = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))), // version 3
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    nameOf(issuer?.name ?? name),
    sequence(timeOf('200101000000Z'), timeOf('491231235959Z')),
    nameOf(name),
    createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  )
  const signature = sign('sha256', content, issuer?.privateKey ?? privateKey)
  return {
    name,
    privateKey,
    pem: pemOf(sequence(content, algorithm, bits(signature))),
    keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}
