import { type ParseArgsConfig, parseArgs } from 'node:util'
import { didYouMean } from './near-miss.ts'
import { isOptionName, optionNames, optionOf } from './options.ts'
import { type Said, say } from './raw-options.ts'

/** The command line: what it says, its bare words, and what is wrong with it. */
export type Flags = { said: Said; words: string[]; faults: string[] }

const known: NonNullable<ParseArgsConfig['options']> = {}
const allNames: string[] = []
for (const name of optionNames) {
  const { kind, short } = optionOf(name)
  const isSwitch = kind === 'switch'
  known[name] = { type: isSwitch ? 'boolean' : 'string', ...(short && { short }) }
  allNames.push(name)
  if (isSwitch && !optionOf(name).flagOnly) {
    known[`no-${name}`] = { type: 'boolean' }
    allNames.push(`no-${name}`)
  }
}

/** Reads all of it before it complains: `strict` would stop at the first fault. */
export function readFlags(argv: string[]): Flags {
  const { tokens } = parseArgs({ args: argv, options: known, strict: false, allowPositionals: true, tokens: true })
  const flags: Flags = { said: new Map(), words: [], faults: [] }
  let orphanAt = -1
  for (const token of tokens) {
    if (token.kind === 'positional') {
      // The value, most likely, of the flag before it that is not known.
      if (token.index !== orphanAt) flags.words.push(token.value)
      continue
    }
    if (token.kind !== 'option') continue
    if (!known[token.name]) orphanAt = token.inlineValue === undefined ? token.index + 1 : -1
    readOption(flags, token)
  }
  return flags
}

type OptionToken = { name: string; rawName: string; value?: string | undefined; inlineValue?: boolean | undefined }

function readOption({ said, faults }: Flags, { name: written, rawName, value, inlineValue }: OptionToken): void {
  if (!known[written]) {
    const hint = didYouMean(written, allNames, (name) => `--${name}`)
    faults.push(`${rawName}: there is no such flag${hint}`)
    return
  }
  const isNegated = written.startsWith('no-')
  const name = isNegated ? written.slice(3) : written
  if (!isOptionName(name)) return
  if (optionOf(name).kind === 'switch') {
    if (value !== undefined && isNegated) faults.push(`${rawName} takes no value`)
    else say(said, name, { from: rawName, raw: value ?? !isNegated })
    return
  }
  if (value === undefined) faults.push(`${rawName} needs a value`)
  else if (!inlineValue && /^-./.test(value)) {
    faults.push(`${rawName} needs a value; if ${value} is meant: ${rawName}=${value}`)
  } else say(said, name, { from: rawName, raw: value })
}
