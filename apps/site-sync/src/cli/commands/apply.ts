import { readFile } from 'node:fs/promises'
import type { Context } from '../../apply/context.ts'
import { deployChangeset } from '../../apply/deploy.ts'
import { UsageError } from '../../model/errors.ts'
import { parseChangeset } from '../../plan/parse-changeset.ts'
import { pathWords } from '../reporter/path-words.ts'

/** `site-sync apply plan.json`: applies the plan of a file, if it is still the plan that would be made now. */
export async function applyCommand(context: Context, file: string): Promise<void> {
  const name = pathWords(file)
  const text = await readFile(file, 'utf8').catch(({ code, message }: NodeJS.ErrnoException) => {
    throw new UsageError(code === 'ENOENT' ? `there is no plan ${name}` : `the plan ${name} cannot be read: ${message}`)
  })
  await deployChangeset(context, parseChangeset(text, name), name)
}
