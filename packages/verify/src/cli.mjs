#!/usr/bin/env node
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { createLogCheck, readKeys } from './check-log.mjs'
import { fetchKeys, fetchLines } from './fetch-log.mjs'

const help = `Checks a Cruddur server's public log of destroyed keys.

  npx ./packages/verify https://cruddur.example [options]

  --key KEY_ID     the only key that may have signed, as /proof or an earlier run shows it
  --state FILE     remembers the last line there, and checks next time that it is still the same
  --allow-stopped  accepts a log whose newest line is old, such as a copy
  --help

Exit code 0: all of it holds. 1: it doesn't, or it could not be checked.`

/** A line is written within seconds of its minute's end. */
const stoppedAfterMs = 5 * 60_000
const fastClockMs = 2 * 60_000

const number = new Intl.NumberFormat('en')
const instant = (iso) => `${iso.slice(0, 16).replace('T', ' ')} UTC`

function duration(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 120) return `${seconds} s`
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`
  if (seconds < 172_800) return `${Math.round(seconds / 3600)} h`
  return `${Math.round(seconds / 86_400)} days`
}

async function readState(file, server) {
  const text = await readFile(file, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return '{}'
    throw error
  })
  return JSON.parse(text)[server]
}

async function writeState(file, server, { line, hash }) {
  const text = await readFile(file, 'utf8').catch(() => '{}')
  await writeFile(file, `${JSON.stringify({ ...JSON.parse(text), [server]: { line, hash } }, null, 2)}\n`)
}

async function check(server, options) {
  const keys = readKeys(await fetchKeys(server))
  const remembered = options.state && (await readState(options.state, server))
  const { add, found } = createLogCheck(keys, options.key)
  for await (const line of fetchLines(server)) {
    add(line)
    if (remembered?.line === line.line && remembered.hash !== line.hash) {
      throw new Error(`line ${line.line} is not the one that you saw last time: the log was written anew`)
    }
  }
  if (!found.last) throw new Error('the log is empty: a new server writes its first line within two minutes')
  if (remembered && found.last.line < remembered.line) {
    throw new Error(`the log ends at line ${found.last.line}, and you saw line ${remembered.line} last time`)
  }
  const ageMs = Date.now() - Date.parse(found.last.destroyed_by)
  if (ageMs < -fastClockMs) throw new Error(`line ${found.last.line} is of a time to come (is the clock here right?)`)
  if (ageMs > stoppedAfterMs && !options['allow-stopped']) {
    throw new Error(
      `the log has stopped: its newest line is ${duration(ageMs)} old, so nothing shows that keys still die`,
    )
  }
  if (options.state) await writeState(options.state, server, found.last)
  return { ...found, ageMs, remembered }
}

function report({ lines, minutes, first, last, late, worstMs, signers, ageMs, remembered }) {
  const share = ((100 * (minutes - late)) / minutes).toFixed(late ? 2 : 0)
  return `
  lines       ${number.format(lines)} for ${number.format(minutes)} minutes since ${instant(first.first_minute)}, none left out
  chain       every line holds the hash of the line before it
  signatures  all right, by ${[...signers].map((key) => `the key ${key}`).join(' and ')}
  on time     ${share} % of the keys were gone within a minute of their minute’s end; the slowest took ${duration(worstMs)}
  newest      line ${last.line}, ${duration(ageMs)} old${remembered ? `\n  since then  line ${remembered.line}, which you saw last time, is still the same` : ''}

This proves
  that this server has said, minute by minute and without a gap, that it destroyed its keys, and that nobody who lacks its
  signing key has since changed, removed or slipped in a line.

This doesn't prove
  that no copy of a key was made while it lived, or that the server runs the published source. Nobody can prove that from
  outside. Nor that the operator hasn't written the whole log anew: run this again with --state to notice that.
  docs/forgetting.md, in the source, says what else can't be promised.`
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      key: { type: 'string' },
      state: { type: 'string' },
      'allow-stopped': { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) return console.log(help)
  const [address, ...more] = positionals
  if (!address || more.length > 0 || !URL.canParse(address)) throw new Error(`which server? Try --help`)
  const { origin } = new URL(address)
  console.log(`The log of destroyed keys at ${origin}`)
  console.log(report(await check(origin, values)))
}

try {
  await main()
} catch (error) {
  console.error(`\nDOES NOT HOLD: ${error.message}`)
  process.exitCode = 1
}
