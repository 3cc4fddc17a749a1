import { type TlsOptions, tlsOptions } from './database-tls.ts'

/**
 * What our statements and the driver rely on. An operator may have set them otherwise for the database or for its role, and
 * what a client asks for as it connects comes before that.
 */
const relied: Record<string, string> = {
  client_encoding: 'UTF8',
  // The driver reads dates in ISO form only.
  datestyle: 'ISO,MDY',
  intervalstyle: 'postgres',
  timezone: 'UTC',
  // Names without a schema are ours. This is PostgreSQL's own default.
  search_path: '"$user",public',
  standard_conforming_strings: 'on',
  bytea_output: 'hex',
  extra_float_digits: '1',
  default_transaction_isolation: 'read committed',
  default_transaction_read_only: 'off',
  default_transaction_deferrable: 'off',
  // Pools and listeners keep connections open, and migrations take their time.
  idle_session_timeout: '0',
  transaction_timeout: '0',
}

/** The address of a PostgreSQL, with everything that we rely on asked for at connection. Takes the place of PGOPTIONS. */
export function withSessionSettings(connectionUrl: string): string {
  const [address = '', query = ''] = connectionUrl.split('?', 2)
  const parameters = new URLSearchParams(query)
  const settings = Object.entries(relied).map(([name, value]) => `-c ${name}=${value.replaceAll(' ', '\\ ')}`)
  const options = [parameters.get('options') ?? '', ...settings].filter((option) => option !== '').join(' ')
  parameters.set('options', options)
  return `${address}?${parameters.toString().replaceAll('+', '%20')}`
}

/** The common options of all our connections: URL, TLS, and the settings that we rely on. */
export function driverOptions(connectionUrl: string): TlsOptions {
  const options = tlsOptions(connectionUrl)
  return { ...options, connectionString: withSessionSettings(options.connectionString) }
}
