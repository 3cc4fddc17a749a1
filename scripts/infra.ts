import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { installApart } from './install-apart.ts'

// `npm run infra:check` and the other commands of infra/: installs the CDK there if it is not, then runs one of its programs.

/** People who only run or change the product do not need its 230 MB. */
export function installInfra(): string {
  return installApart('infra', 'the AWS CDK (half a minute, once)')
}

if (import.meta.main) {
  const [programPath = '', ...args] = process.argv.slice(2)
  const folder = installInfra()
  // The check asks the validator itself, once for all stages.
  const validation = programPath.startsWith('check/') ? { CDK_VALIDATION: 'false' } : {}
  const { status } = spawnSync(process.execPath, [join(folder, programPath), ...args], {
    cwd: resolve(folder, '..'),
    stdio: 'inherit',
    env: { ...process.env, ...validation },
  })
  process.exit(status ?? 1)
}
