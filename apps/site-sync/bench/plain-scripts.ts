import { readFile, writeFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'

/**
 * Puts scripts of this folder elsewhere as plain JavaScript: to have the types taken out as it starts would count as time
 * that it takes. They may import nothing but what Node has.
 */
export async function plainScripts(names: string[], scratch: string): Promise<void> {
  for (const name of names) {
    const source = await readFile(new URL(`${name}.ts`, import.meta.url), 'utf8')
    await writeFile(join(scratch, `${name}.mjs`), stripTypeScriptTypes(source))
  }
}
