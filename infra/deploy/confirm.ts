import { createInterface } from 'node:readline/promises'
import { DeployError } from './deploy-error.ts'

/** @throws DeployError unless somebody says yes, or has said so with --yes */
export async function confirm(question: string, yes: boolean): Promise<void> {
  if (yes) return
  if (!process.stdin.isTTY) throw new DeployError(`${question} Nobody is here to ask: --yes says so.`)
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question(`${question} [y/N] `)
  terminal.close()
  if (!/^y(es)?$/i.test(answer.trim())) throw new DeployError('Nothing was changed.')
}
