/** How a setting is written: words, yes or no, or patterns that add up. */
export type Kind = 'text' | 'switch' | 'list'

export type Option = {
  kind: Kind
  /** One letter that stands for it. */
  short?: string
  /** Variables of the environment, the first that is set counts. */
  env?: string[]
  /** Whether only the command line may say it. */
  flagOnly?: true
}

/** The gem read its variables bare, and people who had several sites gave them a prefix. */
const withPrefix = (...names: string[]): string[] => [...names.map((name) => `SYNC_${name}`), ...names]

/** By the names of flags; a file of settings has underscores for the dashes. */
export const options = {
  bucket: { kind: 'text', env: withPrefix('S3_BUCKET') },
  prefix: { kind: 'text' },
  'build-dir': { kind: 'text', env: withPrefix('BUILD_DIR') },
  // The gem's variable is misspelled. Whoever has it set need not know.
  distribution: { kind: 'text', env: withPrefix('CLOUDFRONT_DISTRIBUTION_ID', 'CLOUDFRONT_DISTRUBTION_ID') },
  'origin-path': { kind: 'text' },
  region: { kind: 'text', env: ['SYNC_AWS_DEFAULT_REGION', 'AWS_REGION', 'AWS_DEFAULT_REGION'] },
  'endpoint-url': { kind: 'text', env: ['AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL'] },
  profile: { kind: 'text', env: ['AWS_PROFILE'] },
  ignore: { kind: 'list' },
  'ignore-from': { kind: 'list' },
  include: { kind: 'list' },
  protect: { kind: 'list' },
  'max-delete': { kind: 'text' },
  adopt: { kind: 'text' },
  'clean-urls': { kind: 'switch' },
  'invalidate-created': { kind: 'switch' },
  'max-paths': { kind: 'text' },
  wait: { kind: 'switch' },
  concurrency: { kind: 'text' },
  out: { kind: 'text', env: withPrefix('OUTPUT_CHANGESET_PATH') },
  yes: { kind: 'switch', short: 'y', env: withPrefix('AUTO_APPROVE') },
  json: { kind: 'switch' },
  silent: { kind: 'text' },
  color: { kind: 'switch' },
  config: { kind: 'text', flagOnly: true },
  help: { kind: 'switch', short: 'h', flagOnly: true },
  version: { kind: 'switch', short: 'V', flagOnly: true },
} satisfies Record<string, Option>

export type OptionName = keyof typeof options

export const optionNames = Object.keys(options) as OptionName[]
export const optionOf = (name: OptionName): Option => options[name]
export const isOptionName = (name: string): name is OptionName => Object.hasOwn(options, name)
export const tomlName = (name: OptionName): string => name.replaceAll('-', '_')
