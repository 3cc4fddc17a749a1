import type { Settings } from '../../model/settings.ts'
import { patternsFromFile } from './ignore-file.ts'
import { bucketName, distributionId, folderPath, prefix, webAddress } from './read-addresses.ts'
import { type ReadTable, readEncodingRules, readHeaderRules, readRedirects } from './read-tables.ts'
import * as read from './read-values.ts'

/** How a setting is written: text, yes or no, patterns that add up, or a table of rules. */
export type Kind = 'text' | 'switch' | 'list' | 'table'

/** The groups of the help, in their order. */
export const groups = {
  place: 'Where to, and what',
  files: 'Which files (patterns as in .gitignore; each flag may come several times)',
  serving: 'How they are served',
  cloudfront: 'CloudFront',
  run: 'How it runs',
}

type Row<T> = {
  /** The name of the flag. In a file of settings it has underscores for the dashes. */
  flag: string
  kind: Kind
  group: keyof typeof groups
  /** One letter that stands for the flag. */
  short?: string
  /** What the help shows after the flag. */
  value?: string
  /** Variables of the environment: the first that is set counts. */
  env?: string[]
  /** Variables that are read in a way of their own. */
  specialEnv?: string[]
  /** Reads what a flag, a variable, a file of settings or a program says. */
  read: read.ReadValue<T>
  /** Reads what a program says, where that has a form of its own. */
  readOption?: read.ReadValue<T>
  /** Reads a table of rules. */
  readTable?: ReadTable<T>
  /** The value when nobody says anything. */
  otherwise: T
  /** What to say when the setting is missing and needed. */
  missing?: string
  /** Where it may be written: everywhere, only by people, or only on the command line. */
  scope?: 'people' | 'flag'
  /** What the README shows as the default. The help shows it too. */
  shownDefault?: string
  /** What it does, for the help and the README. */
  words: string
}

export type SettingRow = Row<unknown> & { setting: keyof Settings | null }

const gemSpellings = ['CLOUDFRONT_DISTRUBTION_ID']
const limits = { maxPaths: 3_000, concurrency: 512 }

/** The gem read its variables bare, and people with several sites gave them this prefix. */
export const sitePrefix = 'SYNC_'

function withSitePrefix(...names: string[]): string[] {
  return [...names.map((name) => sitePrefix + name), ...names]
}

function setting<K extends keyof Settings>(name: K, row: Row<Settings[K]>): SettingRow {
  return { setting: name, ...row } as SettingRow
}

function flagOnly(flag: string, words: string, more: Partial<Row<unknown>> = {}): SettingRow {
  const base = { setting: null, flag, kind: 'switch', group: 'run', scope: 'flag', words } as const
  return { ...base, read: ({ raw }) => raw, otherwise: null, ...more }
}

/** Every setting once. Flags, environment, site-sync.toml, options of programs, help and README all come from here. */
export const settingsTable: SettingRow[] = [
  setting('bucket', {
    ...{ flag: 'bucket', kind: 'text', group: 'place', value: 'NAME', env: withSitePrefix('S3_BUCKET') },
    ...{ read: bucketName, otherwise: '', words: 'the bucket; needed' },
    missing: 'no bucket: --bucket NAME, S3_BUCKET, or bucket in site-sync.toml',
  }),
  setting('folder', {
    ...{ flag: 'build-dir', kind: 'text', group: 'place', value: 'DIR', env: withSitePrefix('BUILD_DIR') },
    ...{ read: read.path, otherwise: '', words: 'the folder with the site; needed' },
    missing: 'no folder: --build-dir DIR, BUILD_DIR, or build_dir in site-sync.toml',
  }),
  setting('prefix', {
    ...{ flag: 'prefix', kind: 'text', group: 'place', value: 'PREFIX', read: prefix, otherwise: '' },
    words: 'the start of every key, such as docs/; nothing else in the bucket is touched',
  }),
  setting('distribution', {
    ...{ flag: 'distribution', kind: 'text', group: 'place', value: 'ID', read: distributionId, otherwise: null },
    // The gem misspelled its variable.
    env: withSitePrefix('CLOUDFRONT_DISTRIBUTION_ID', ...gemSpellings),
    words: 'of CloudFront; without one nothing is invalidated',
  }),
  setting('originPath', {
    ...{ flag: 'origin-path', kind: 'text', group: 'cloudfront', value: 'PATH', read: folderPath, otherwise: '' },
    words: 'what CloudFront puts before every path that it asks the bucket for',
  }),
  setting('region', {
    ...{ flag: 'region', kind: 'text', group: 'place', value: 'REGION', read: read.text, otherwise: 'us-east-1' },
    ...{ env: [`${sitePrefix}AWS_DEFAULT_REGION`, 'AWS_REGION', 'AWS_DEFAULT_REGION'], shownDefault: '`us-east-1`' },
    words: 'of the bucket; if it is another one, site-sync finds it',
  }),
  setting('endpoint', {
    ...{ flag: 'endpoint-url', kind: 'text', group: 'place', value: 'URL', read: webAddress, otherwise: null },
    ...{ env: ['AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL'], shownDefault: 'AWS' },
    words: 'another server that speaks S3',
  }),
  setting('profile', {
    ...{ flag: 'profile', kind: 'text', group: 'place', value: 'NAME', read: read.text, otherwise: null },
    ...{ env: ['AWS_PROFILE'], words: 'of your AWS configuration' },
  }),
  setting('ignore', {
    ...{ flag: 'ignore', kind: 'list', group: 'files', value: 'PATTERN', read: read.patterns, otherwise: [] },
    ...{ shownDefault: '`[]`', words: 'neither upload nor delete these' },
  }),
  setting('ignore', {
    ...{ flag: 'ignore-from', kind: 'list', group: 'files', value: 'FILE', read: patternsFromFile, otherwise: [] },
    ...{ scope: 'people', words: 'a file with patterns to ignore, one a line, # for comments' },
  }),
  setting('include', {
    ...{ flag: 'include', kind: 'list', group: 'files', value: 'PATTERN', read: read.patterns, otherwise: [] },
    ...{ shownDefault: 'all', words: 'look at nothing but these' },
  }),
  setting('protect', {
    ...{ flag: 'protect', kind: 'list', group: 'files', value: 'PATTERN', read: read.patterns, otherwise: [] },
    ...{ shownDefault: '`[]`', words: 'upload, but never delete these' },
  }),
  setting('maxDelete', {
    ...{ flag: 'max-delete', kind: 'text', group: 'files', value: 'N|N%', read: read.maxDelete },
    ...{ readOption: read.maxDeleteOption, otherwise: { share: 0.25, count: 100 } },
    ...{ shownDefault: '25% or 100, the larger', words: 'refuse to delete more: `40`, or `10%` of what is there' },
  }),
  setting('adopt', {
    ...{ flag: 'adopt', kind: 'text', group: 'serving', value: 'headers|trust', otherwise: 'headers' },
    ...{ read: read.oneOf('headers', 'trust'), shownDefault: '`headers`' },
    words: 'equal objects that site-sync did not write: give them their headers, or trust that they have them',
  }),
  setting('headers', {
    ...{ flag: 'headers', kind: 'table', group: 'serving', read: read.none, readTable: readHeaderRules },
    ...{ otherwise: [], words: 'only in the file; see Headers and caching' },
  }),
  setting('encodings', {
    ...{ flag: 'encodings', kind: 'table', group: 'serving', read: read.none, readTable: readEncodingRules },
    ...{ otherwise: [], words: 'only in the file; see Compression' },
  }),
  setting('redirects', {
    ...{ flag: 'redirects', kind: 'table', group: 'serving', read: read.none, readTable: readRedirects },
    ...{ otherwise: {}, words: 'only in the file; see Clean URLs and redirects' },
  }),
  setting('cleanUrls', {
    ...{ flag: 'clean-urls', kind: 'switch', group: 'serving', read: read.yesOrNo, otherwise: false },
    ...{ shownDefault: '`false`', words: 'store about.html under about' },
  }),
  setting('invalidateCreated', {
    ...{ flag: 'invalidate-created', kind: 'switch', group: 'cloudfront', read: read.yesOrNo, otherwise: false },
    ...{ shownDefault: '`false`', words: 'new paths too: CloudFront may hold an error page for them' },
  }),
  setting('maxPaths', {
    ...{ flag: 'max-paths', kind: 'text', group: 'cloudfront', value: 'N', otherwise: 1_000 },
    ...{ read: read.count(1, limits.maxPaths), shownDefault: '`1000`' },
    words: `gather more paths than this under wildcards; at most ${limits.maxPaths}`,
  }),
  setting('wait', {
    ...{ flag: 'wait', kind: 'switch', group: 'cloudfront', read: read.yesOrNo, otherwise: false },
    ...{ shownDefault: '`false`', words: 'until CloudFront is done' },
  }),
  setting('concurrency', {
    ...{ flag: 'concurrency', kind: 'text', group: 'run', value: 'N', otherwise: 64 },
    ...{ read: read.count(1, limits.concurrency), shownDefault: '`64`' },
    words: 'requests at a time, at most; fewer when S3 says SlowDown',
  }),
  setting('out', {
    ...{ flag: 'out', kind: 'text', group: 'run', value: 'FILE', env: withSitePrefix('OUTPUT_CHANGESET_PATH') },
    ...{ read: read.path, otherwise: null, scope: 'people', words: 'write the plan there' },
  }),
  setting('yes', {
    ...{ flag: 'yes', kind: 'switch', group: 'run', short: 'y', env: withSitePrefix('AUTO_APPROVE') },
    ...{ read: read.yesOrNo, otherwise: false, scope: 'people', shownDefault: '`false`', words: 'do not ask' },
  }),
  setting('json', {
    ...{ flag: 'json', kind: 'switch', group: 'run', read: read.yesOrNo, otherwise: false, scope: 'people' },
    ...{ shownDefault: '`false`', words: 'one JSON object a line' },
  }),
  setting('silent', {
    ...{ flag: 'silent', kind: 'text', group: 'run', value: 'ACTIONS', scope: 'people' },
    ...{ read: read.actions, otherwise: ['ignore', 'no_change'], shownDefault: '`ignore,no_change`' },
    words: 'actions that are counted but not listed; none: `--silent=`',
  }),
  setting('color', {
    ...{ flag: 'color', kind: 'switch', group: 'run', read: read.yesOrNo, otherwise: null, scope: 'people' },
    ...{ specialEnv: ['NO_COLOR', 'FORCE_COLOR'], shownDefault: 'at a terminal', words: 'colour the output' },
  }),
  flagOnly('config', 'the file of settings; default ./site-sync.toml, if there is one', {
    kind: 'text',
    value: 'FILE',
  }),
  flagOnly('help', 'show this', { short: 'h' }),
  flagOnly('version', 'show the version', { short: 'V' }),
]

const rowsByFlag = new Map(settingsTable.map((row) => [row.flag, row]))

/** Rows that a flag sets: all but the tables of rules. */
export const flagRows: SettingRow[] = settingsTable.filter(({ kind }) => kind !== 'table')
/** Rows that a file of settings may hold. */
export const fileRows: SettingRow[] = settingsTable.filter(({ scope }) => scope !== 'flag')

export function rowOf(flag: string): SettingRow | undefined {
  return rowsByFlag.get(flag)
}

export function tomlName({ flag }: Pick<SettingRow, 'flag'>): string {
  return flag.replaceAll('-', '_')
}

/** The variables of a row that help and README name: without the prefix, which works for all of them. */
export function shownEnv({ env = [], specialEnv = [] }: SettingRow, withMisspelled: boolean): string[] {
  const plain = env.filter((name) => !name.startsWith(sitePrefix))
  return [...plain.filter((name) => withMisspelled || !gemSpellings.includes(name)), ...specialEnv]
}
