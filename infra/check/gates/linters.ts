import { spawnSync } from 'node:child_process'
import type { Gate } from '../../../scripts/check/gate.ts'
import { checkout } from '../../../scripts/check/gate.ts'
import type { StageTemplates } from '../stage-templates.ts'

/** External programs that npm does not provide. Runs those that are installed, and reports the others as absent. */
export function linterGates(all: StageTemplates[]): Gate[] {
  const [stage] = all
  const templates = Object.values(stage?.files ?? {})
  return [
    // Older ones do not know all properties. W3005: CDK writes a DependsOn that a reference says too.
    linter('cfn-lint', ['--ignore-checks', 'W3005', '--', ...templates], '1.58.0'),
    linter('actionlint', []),
    linter('zizmor', ['--offline', '--quiet', '.github/workflows']),
  ]
}

function linter(name: string, args: string[], oldest = '0'): Gate {
  const run = (args: string[]) => spawnSync(name, args, { cwd: checkout, encoding: 'utf8' })
  return {
    name: `${name} finds nothing`,
    async check() {
      const absent = (words: string) => ({ passed: true, skipped: true as const, words: `${words}: not run` })
      const { error, status, stdout } = run(['--version'])
      if (error || status !== 0) return absent(`${name} is not installed`)
      const version = /\d+(\.\d+)+/.exec(stdout)?.[0] ?? '0'
      if (version.localeCompare(oldest, 'en', { numeric: true }) < 0)
        return absent(`${name} ${version} is older than ${oldest}`)
      const result = run(args)
      return { passed: result.status === 0, words: `${result.stdout}${result.stderr}`.trim() }
    },
  }
}
