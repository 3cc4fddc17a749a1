import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'

export const checkout = resolve(import.meta.dirname, '../..')

export type Verdict = {
  passed: boolean
  /** Shown below the gate's name. */
  words: string
  /** The program that would check is not installed. */
  skipped?: true
}

/** One of the checks that a change must pass. */
export type Gate = { name: string; check(): Promise<Verdict> }

/** A gate that runs a program from `node_modules/.bin`, and passes when the program ends with 0. */
export function program(name: string, ...command: [string, ...string[]]): Gate {
  return {
    name,
    check: () => run(command),
  }
}

/** A gate that lists problems, one line each, and passes when there are none. */
export function search(name: string, find: () => string[] | Promise<string[]>): Gate {
  return {
    name,
    async check() {
      const problems = await find()
      return { passed: problems.length === 0, words: problems.join('\n') }
    },
  }
}

function run([program, ...args]: [string, ...string[]]): Promise<Verdict> {
  return new Promise((resolve) => {
    const child = spawn(join(checkout, 'node_modules/.bin', program), args, { cwd: checkout })
    const output: Buffer[] = []
    child.stdout.on('data', (chunk) => output.push(chunk))
    child.stderr.on('data', (chunk) => output.push(chunk))
    child.on('error', (error) => resolve({ passed: false, words: error.message }))
    child.on('close', (code) => resolve({ passed: code === 0, words: Buffer.concat(output).toString().trim() }))
  })
}
