import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { ConfigError, type ConfigProblem } from './config-error.ts'

export type Environment = Record<string, string | undefined>

/**
 * Reads a file of `NAME=value` lines. A missing file counts as empty.
 *
 * @throws ConfigError for any other line
 */
export function readEnvFile(file: string): Environment {
  try {
    return parseEnvFile(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error instanceof ConfigError) throw error
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return {}
    throw new ConfigError([{ setting: '.env', problem: `cannot be read (${code})` }])
  }
}

/** Node's parser skips lines that it does not understand, and so would ignore a setting with a typing error. */
export function parseEnvFile(text: string): Environment {
  const problems: ConfigProblem[] = []
  const names = new Set<string>()
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(#|$)/.test(line)) continue
    const name = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=/.exec(line)?.[1]
    if (!name) problems.push({ setting: '.env', problem: `line ${index + 1} is not NAME=value` })
    else if (names.has(name)) problems.push({ setting: name, problem: 'is set twice in .env' })
    else names.add(name)
  }
  if (problems.length > 0) throw new ConfigError(problems)
  return parseEnv(text)
}
