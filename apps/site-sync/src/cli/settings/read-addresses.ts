import type { RawOption } from './raw-options.ts'
import { text, ValueFault } from './read-values.ts'

export function bucketName(option: RawOption): string {
  const name = text(option)
  const bare = /^s3:\/\/([^/]+)/.exec(name)?.[1]
  if (bare) throw new ValueFault(`write the name alone, ${bare}; for what comes after it there is --prefix`)
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]$/.test(name))
    throw new ValueFault(`"${name}" is no name of a bucket`)
  return name
}

/** A path without a slash at its start, and with one at its end. */
export function folderPath({ raw }: RawOption): string {
  if (typeof raw !== 'string') throw new ValueFault('it is no text')
  const bare = raw.replace(/^\/+/, '').replace(/\/+$/, '')
  return bare === '' ? '' : `${bare}/`
}

export function prefix(option: RawOption): string {
  const path = folderPath(option)
  if (path.startsWith('.site-sync/')) throw new ValueFault('.site-sync/ holds what site-sync itself keeps')
  return path
}

export function distributionId(option: RawOption): string {
  const id = text(option)
  const last = /^arn:.*distribution\/(\w+)$/.exec(id)?.[1] ?? id
  if (!/^[A-Z0-9]+$/.test(last)) throw new ValueFault(`"${id}" is no id of a distribution, such as E2EXAMPLE1ABCD`)
  return last
}

export function webAddress(option: RawOption): string {
  const address = text(option)
  const isWeb = URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)
  if (!isWeb) throw new ValueFault(`"${address}" is no address, such as http://localhost:9000`)
  return address.replace(/\/+$/, '')
}
