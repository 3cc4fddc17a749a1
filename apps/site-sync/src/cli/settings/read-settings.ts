import { resolve } from 'node:path'
import { UsageError } from '../../model/errors.ts'
import type { Settings } from '../../model/settings.ts'
import { defaults, limits } from './defaults.ts'
import { patternsFromFile } from './ignore-file.ts'
import { type OptionName, optionNames, optionOf, tomlName } from './options.ts'
import { type Said, say } from './raw-options.ts'
import { bucketName, distributionId, folderPath, prefix, webAddress } from './read-addresses.ts'
import { readCommand, type Working } from './read-command.ts'
import { type Environment, readEnvironment } from './read-environment.ts'
import { readFile } from './read-file.ts'
import { readFlags } from './read-flags.ts'
import * as read from './read-values.ts'

/** What is to be done, and what it goes by. `file` is the plan that is to be applied. */
export type Asked =
  | { command: 'help' }
  | { command: 'version' }
  | { command: Working; file?: string; settings: Settings }

/**
 * What somebody asks for: by flags, else by the environment, else by the file of settings, else by default. Patterns add
 * up instead, wherever they are written.
 *
 * @throws UsageError naming everything that is wrong, a line each
 */
export function readSettings(argv: string[], env: Environment = process.env, cwd: string = process.cwd()): Asked {
  const flags = readFlags(argv)
  const asked = readCommand(flags)
  if (asked.command === 'help' || asked.command === 'version') return asked

  const faults = [...flags.faults, ...asked.faults]
  const file = readFile(cwd, flags.said.get('config')?.at(-1)?.raw)
  faults.push(...file.faults)
  const said = inOrder(flags.said, readEnvironment(env), file.said)
  const settings: Settings = { ...readAll(said, cwd, faults), ...file.rules }
  if (faults.length > 0) throw new UsageError(faults.join('\n'))
  return { command: asked.command, settings, ...(asked.file !== undefined && { file: resolve(cwd, asked.file) }) }
}

/** Patterns of all sources; of anything else what the first source says that says it, and there the last. */
function inOrder(...sources: Said[]): Said {
  const said: Said = new Map()
  for (const name of optionNames) {
    const found = sources.flatMap((source) => source.get(name) ?? [])
    const isList = optionOf(name).kind === 'list'
    const given = isList ? found : (sources.find((source) => source.has(name))?.get(name) ?? []).slice(-1)
    for (const one of given) say(said, name, one)
  }
  return said
}

function readAll(said: Said, cwd: string, faults: string[]): Omit<Settings, 'headers' | 'encodings' | 'redirects'> {
  const each = <T>(name: OptionName, value: read.ReadValue<T>): T[] =>
    (said.get(name) ?? []).flatMap((given) => {
      try {
        return [value(given)]
      } catch (error) {
        if (!(error instanceof read.ValueFault)) throw error
        faults.push(`${given.from}: ${error.message}`)
        return []
      }
    })
  const one = <T, D>(name: OptionName, value: read.ReadValue<T>, otherwise: D): T | D =>
    each(name, value)[0] ?? otherwise
  const needed = (name: OptionName, value: read.ReadValue<string>, words: string): string => {
    // A flag that was misspelled is told already.
    const isTold = faults.some((fault) => fault.includes(name) || fault.includes(tomlName(name)))
    if (!said.has(name) && !isTold) faults.push(words)
    return one(name, value, '')
  }
  return {
    bucket: needed('bucket', bucketName, 'no bucket: --bucket NAME, S3_BUCKET, or bucket in site-sync.toml'),
    prefix: one('prefix', prefix, ''),
    folder: needed(
      'build-dir',
      read.pathFrom(cwd),
      'no folder: --build-dir DIR, BUILD_DIR, or build_dir in site-sync.toml',
    ),
    distribution: one('distribution', distributionId, null),
    originPath: one('origin-path', folderPath, ''),
    region: one('region', read.text, defaults.region),
    endpoint: one('endpoint-url', webAddress, null),
    profile: one('profile', read.text, null),
    ignore: [...each('ignore', read.patterns), ...each('ignore-from', patternsFromFile(cwd))].flat(),
    include: each('include', read.patterns).flat(),
    protect: each('protect', read.patterns).flat(),
    maxDelete: one('max-delete', read.maxDelete, defaults.maxDelete),
    adopt: one('adopt', read.oneOf('headers', 'trust'), defaults.adopt),
    cleanUrls: one('clean-urls', read.yesOrNo, false),
    invalidateCreated: one('invalidate-created', read.yesOrNo, false),
    maxPaths: one('max-paths', read.count(1, limits.maxPaths), defaults.maxPaths),
    wait: one('wait', read.yesOrNo, false),
    concurrency: one('concurrency', read.count(1, limits.concurrency), defaults.concurrency),
    out: one('out', read.pathFrom(cwd), null),
    yes: one('yes', read.yesOrNo, false),
    json: one('json', read.yesOrNo, false),
    silent: one('silent', read.listOf('create', 'update', 'headers', 'delete', 'no_change', 'ignore'), defaults.silent),
    color: one('color', read.yesOrNo, null),
  }
}
