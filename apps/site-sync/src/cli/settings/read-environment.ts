import { addRawOption, type RawOptions } from './raw-options.ts'
import { flagRows } from './settings-table.ts'

export type Environment = Record<string, string | undefined>

/** What the environment says. An empty variable counts as not set: pipelines leave them so. */
export function readEnvironment(env: Environment, cwd: string): RawOptions {
  const options: RawOptions = new Map()
  for (const { flag, env: names } of flagRows) {
    const variable = names?.find((one) => env[one] !== undefined && env[one] !== '')
    if (variable !== undefined) addRawOption(options, flag, { from: variable, raw: env[variable], base: cwd })
  }
  const color = colorIn(env)
  if (color) addRawOption(options, 'color', { ...color, base: cwd })
  return options
}

/** By the rules of no-color.org and force-color.org. FORCE_COLOR goes first. */
function colorIn(env: Environment): { from: string; raw: boolean } | null {
  const force = env['FORCE_COLOR']
  if (force) return { from: 'FORCE_COLOR', raw: force !== '0' && force !== 'false' }
  return env['NO_COLOR'] ? { from: 'NO_COLOR', raw: false } : null
}
