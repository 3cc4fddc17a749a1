import type { Given } from './raw-options.ts'
import { type ReadValue, text, ValueFault } from './read-values.ts'

export const bucketName: ReadValue<string> = (given) => {
  const name = text(given)
  const bare = /^s3:\/\/([^/]+)/.exec(name)?.[1]
  if (bare) throw new ValueFault(`write the name alone, ${bare}; for what comes after it there is --prefix`)
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]$/.test(name))
    throw new ValueFault(`"${name}" is no name of a bucket`)
  return name
}

/** Without a slash at its beginning, with one at its end. */
export const folderPath: ReadValue<string> = ({ raw }: Given) => {
  if (typeof raw !== 'string') throw new ValueFault('it is no text')
  const bare = raw.replace(/^\/+/, '').replace(/\/+$/, '')
  return bare === '' ? '' : `${bare}/`
}

export const prefix: ReadValue<string> = (given) => {
  const path = folderPath(given)
  if (path.startsWith('.site-sync/')) throw new ValueFault('.site-sync/ holds what site-sync itself keeps')
  return path
}

export const distributionId: ReadValue<string> = (given) => {
  const id = text(given)
  const last = /^arn:.*distribution\/(\w+)$/.exec(id)?.[1] ?? id
  if (!/^[A-Z0-9]+$/.test(last)) throw new ValueFault(`"${id}" is no id of a distribution, such as E2EXAMPLE1ABCD`)
  return last
}

export const webAddress: ReadValue<string> = (given) => {
  const address = text(given)
  const isWeb = URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)
  if (!isWeb) throw new ValueFault(`"${address}" is no address, such as http://localhost:9000`)
  return address.replace(/\/+$/, '')
}
