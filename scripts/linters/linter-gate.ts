import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { makePythonEnvironment } from '@cruddur/aws-emulators/python-environment'
import { checkout, type Gate } from '../check/gate.ts'
import { buildGoProgram } from './go-program.ts'

type Linter = { name: string; args: string[]; from: 'pypi' | 'go'; script?: true }

/**
 * A gate that runs a linter which npm does not provide, and passes when the linter finds nothing. Without it the gate is
 * absent, and says why.
 *
 * @param linter.from `pypi`: requirements.txt pins it, and it is installed where there is Python; `go`: a folder of its name here
 *   has the go.mod and go.sum that pin it, and it is built where there is Go and its modules can be fetched
 * @param linter.script it is a script of Python, which names the folder that the environment had while it was made
 */
export function linterGate({ name, args, from, script }: Linter): Gate {
  return {
    name: `${name} finds nothing`,
    async check() {
      const made = await getLinter(name, from)
      if ('missing' in made) return { passed: true, skipped: true as const, words: `not run: ${made.missing}` }
      const command: [string, string[]] =
        script && made.python ? [made.python, [made.program, ...args]] : [made.program, args]
      const { error, status, stdout, stderr } = spawnSync(...command, { cwd: checkout, encoding: 'utf8' })
      return { passed: status === 0, words: `${error?.message ?? ''}${stdout ?? ''}${stderr ?? ''}`.trim() }
    },
  }
}

type Found = { program: string; python?: string } | { missing: string }

async function getLinter(name: string, from: Linter['from']): Promise<Found> {
  if (from === 'go') return buildGoProgram(join(import.meta.dirname, name))
  const made = await makePythonEnvironment('linters', join(import.meta.dirname, 'requirements.txt'))
  return 'python' in made ? { ...made, program: join(dirname(made.python), name) } : made
}
