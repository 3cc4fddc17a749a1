import { optionNames, optionOf } from './options.ts'
import { type Said, say } from './raw-options.ts'

export type Environment = Record<string, string | undefined>

/** What the environment says. What is set to nothing, as pipelines do with what they lack, is not set. */
export function readEnvironment(env: Environment): Said {
  const said: Said = new Map()
  for (const name of optionNames) {
    const variable = optionOf(name).env?.find((one) => env[one] !== undefined && env[one] !== '')
    if (variable !== undefined) say(said, name, { from: variable, raw: env[variable] })
  }
  const color = colorOf(env)
  if (color) say(said, 'color', color)
  return said
}

/** As no-color.org and force-color.org have it. Force is the more particular of the two. */
function colorOf(env: Environment): { from: string; raw: boolean } | null {
  const force = env['FORCE_COLOR']
  if (force) return { from: 'FORCE_COLOR', raw: force !== '0' && force !== 'false' }
  return env['NO_COLOR'] ? { from: 'NO_COLOR', raw: false } : null
}
