import type { Gate } from '../../../scripts/check/gate.ts'
import { linterGate } from '../../../scripts/linters/linter-gate.ts'
import type { StageTemplates } from '../stage-templates.ts'

/** Linters of templates and workflows that npm does not provide. */
export function linterGates(all: StageTemplates[]): Gate[] {
  const templates = all.flatMap(({ files }) => Object.values(files))
  return [
    // W3005: CDK writes a DependsOn that a reference says too.
    linterGate({
      ...{ name: 'cfn-lint', script: true, from: 'pypi' },
      args: ['--ignore-checks', 'W3005', '--', ...templates],
    }),
    linterGate({ name: 'zizmor', args: ['--offline', '--quiet', '.github/workflows'], from: 'pypi' }),
    // Whether other linters are on the machine must not change what it finds.
    linterGate({ name: 'actionlint', args: ['-shellcheck=', '-pyflakes='], from: 'go' }),
  ]
}
