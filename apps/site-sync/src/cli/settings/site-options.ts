import { resolve } from 'node:path'
import { UsageError } from '../../model/errors.ts'
import type { Settings } from '../../model/settings.ts'
import { defaults, limits } from './defaults.ts'
import { bucketName, distributionId, folderPath, prefix, webAddress } from './read-addresses.ts'
import { type Blame, readEncodingRules, readHeaderRules, readRedirects } from './read-tables.ts'
import * as read from './read-values.ts'

/** Settings that are about who sits at a command line. */
type OfTheCommandLine = 'out' | 'yes' | 'json' | 'silent' | 'color'

/** A site, as a program names it: bucket and folder, and whatever is not to be as it is by default. */
export type SiteSettings = Pick<Settings, 'bucket' | 'folder'> & Partial<Omit<Settings, OfTheCommandLine>>

/**
 * Settings that hold when a program says nothing else. Neither the environment nor a file of settings is read.
 *
 * @throws UsageError naming everything that is wrong, a line each
 */
export function settingsFrom(given: SiteSettings): Settings {
  const faults: string[] = []
  const one = <T>(name: keyof SiteSettings, value: read.ReadValue<T>, otherwise: T): T => {
    const raw: unknown = given[name]
    if (raw === undefined || raw === null) return otherwise
    try {
      return value({ from: name, raw })
    } catch (error) {
      if (!(error instanceof read.ValueFault)) throw error
      faults.push(`${name}: ${error.message}`)
      return otherwise
    }
  }
  const blame: Blame = (table, nth, key, words) =>
    faults.push(`${table === '' ? key : `${table}[${nth}].${key}`}: ${words}`)
  const rules = given.headers?.map(({ match, headers, ...rest }) => ({ match, set: headers, ...rest }))
  const settings: Settings = {
    bucket: one('bucket', bucketName, ''),
    prefix: one('prefix', prefix, ''),
    folder: resolve(one('folder', read.text, '')),
    distribution: one('distribution', distributionId, null),
    originPath: one('originPath', folderPath, ''),
    region: one('region', read.text, defaults.region),
    endpoint: one('endpoint', webAddress, null),
    profile: one('profile', read.text, null),
    ignore: one('ignore', read.patterns, []),
    include: one('include', read.patterns, []),
    protect: one('protect', read.patterns, []),
    maxDelete: given.maxDelete ?? defaults.maxDelete,
    adopt: one('adopt', read.oneOf('headers', 'trust'), defaults.adopt),
    headers: readHeaderRules(rules, blame),
    encodings: readEncodingRules(given.encodings, blame),
    redirects: readRedirects(given.redirects, blame),
    cleanUrls: one('cleanUrls', read.yesOrNo, false),
    invalidateCreated: one('invalidateCreated', read.yesOrNo, false),
    maxPaths: one('maxPaths', read.count(1, limits.maxPaths), defaults.maxPaths),
    wait: one('wait', read.yesOrNo, false),
    concurrency: one('concurrency', read.count(1, limits.concurrency), defaults.concurrency),
    ...{ out: null, yes: true, json: false, silent: [], color: null },
  }
  for (const name of ['bucket', 'folder'] as const) if (!given[name]) faults.push(`${name}: it is missing`)
  const strange = Object.keys(given).find((name) => !Object.hasOwn(settings, name))
  if (strange !== undefined) faults.push(`${strange}: there is no such option`)
  if (faults.length > 0) throw new UsageError(faults.join('\n'))
  return settings
}
