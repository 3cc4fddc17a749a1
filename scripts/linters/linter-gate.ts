import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { makePythonEnvironment } from '@cruddur/aws-emulators/python-environment'
import { checkout, type Gate } from '../check/gate.ts'

type Linter = { name: string; args: string[]; from: 'pypi' | 'path'; script?: true }

/**
 * A gate that runs a linter which npm does not provide, and passes when the linter finds nothing. Without it the gate is
 * absent, and says why.
 *
 * @param linter.from `pypi`: requirements.txt pins it, and it is installed where there is Python; `path`: the machine has it or not
 * @param linter.script it is a script of Python, which names the folder that the environment had while it was made
 */
export function linterGate({ name, args, from, script }: Linter): Gate {
  return {
    name: `${name} finds nothing`,
    async check() {
      const made = from === 'pypi' ? await makePythonEnvironment('linters', requirements) : null
      if (made && 'missing' in made) return absent(`not run: ${made.missing}`)
      const program = made ? join(dirname(made.python), name) : name
      const command: [string, string[]] = made && script ? [made.python, [program, ...args]] : [program, args]
      const { error, status, stdout, stderr } = spawnSync(...command, { cwd: checkout, encoding: 'utf8' })
      if (error && from === 'path') return absent(`not run: ${name} is not installed`)
      return { passed: status === 0, words: `${error?.message ?? ''}${stdout ?? ''}${stderr ?? ''}`.trim() }
    },
  }
}

const requirements = join(import.meta.dirname, 'requirements.txt')
const absent = (words: string) => ({ passed: true, skipped: true as const, words })
