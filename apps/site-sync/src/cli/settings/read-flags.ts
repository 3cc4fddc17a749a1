import { type ParseArgsConfig, parseArgs } from 'node:util'
import { didYouMean } from './near-miss.ts'
import { addRawOption, type RawOptions } from './raw-options.ts'
import { flagRows, rowOf } from './settings-table.ts'

/** The command line: its flags, its words without a flag, and what is wrong with it. */
export type Flags = { options: RawOptions; words: string[]; faults: string[] }

const known: NonNullable<ParseArgsConfig['options']> = {}
const allNames: string[] = []
for (const { flag, kind, short, scope } of flagRows) {
  const isSwitch = kind === 'switch'
  known[flag] = { type: isSwitch ? 'boolean' : 'string', ...(short && { short }) }
  allNames.push(flag)
  if (isSwitch && scope !== 'flag') {
    known[`no-${flag}`] = { type: 'boolean' }
    allNames.push(`no-${flag}`)
  }
}

/** Reads the whole command line before it complains: `strict` would stop at the first fault. */
export function readFlags(argv: string[], cwd: string): Flags {
  const { tokens } = parseArgs({ args: argv, options: known, strict: false, allowPositionals: true, tokens: true })
  const flags: Flags = { options: new Map(), words: [], faults: [] }
  let orphanAt = -1
  for (const token of tokens) {
    if (token.kind === 'positional') {
      // Most likely the value of the unknown flag before it.
      if (token.index !== orphanAt) flags.words.push(token.value)
      continue
    }
    if (token.kind !== 'option') continue
    if (!known[token.name]) orphanAt = token.inlineValue === undefined ? token.index + 1 : -1
    readOption(flags, token, cwd)
  }
  return flags
}

type OptionToken = { name: string; rawName: string; value?: string | undefined; inlineValue?: boolean | undefined }

function readOption({ options, faults }: Flags, token: OptionToken, base: string): void {
  const { name: written, rawName, value, inlineValue } = token
  if (!known[written]) {
    const hint = didYouMean(written, allNames, (name) => `--${name}`)
    faults.push(`${rawName}: there is no such flag${hint}`)
    return
  }
  const isNegated = written.startsWith('no-')
  const flag = isNegated ? written.slice(3) : written
  const add = (raw: unknown) => addRawOption(options, flag, { from: rawName, raw, base })
  if (rowOf(flag)?.kind === 'switch') {
    if (value !== undefined && isNegated) faults.push(`${rawName} takes no value`)
    else add(value ?? !isNegated)
    return
  }
  if (value === undefined) faults.push(`${rawName} needs a value`)
  else if (!inlineValue && /^-./.test(value)) {
    faults.push(`${rawName} needs a value; if ${value} is meant: ${rawName}=${value}`)
  } else add(value)
}
