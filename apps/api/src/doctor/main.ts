import { readConfig } from '../config/config.ts'
import { ConfigError } from '../config/config-error.ts'
import { examine } from './examine.ts'
import { type Finding, finding } from './finding.ts'

// `npm run doctor [-- --kill] [--json]`: one line for each thing that a server needs. Ends with 1 if one of them fails.

const known = ['--kill', '--json']
/** As in sysexits.h: the command was used wrongly. */
const exitUsage = 64

async function run(kill: boolean): Promise<Finding[]> {
  try {
    return await examine(await readConfig([]), { kill })
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.problems.map(({ setting, problem }) => finding('settings', 'fail', `${setting}: ${problem}`))
  }
}

const args = process.argv.slice(2)
if (args.some((arg) => !known.includes(arg))) {
  console.error('npm run doctor -- [--kill] [--json]')
  process.exit(exitUsage)
}
const findings = await run(args.includes('--kill'))
if (args.includes('--json')) console.log(JSON.stringify(findings, null, 2))
else for (const { about, level, words } of findings) console.log(`${level.padEnd(4)}  ${about.padEnd(11)}  ${words}`)
process.exit(findings.some(({ level }) => level === 'fail') ? 1 : 0)
