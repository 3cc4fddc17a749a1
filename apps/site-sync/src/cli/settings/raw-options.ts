import type { OptionName } from './options.ts'

/** A value as it was written, and where: `--max-delete`, `AUTO_APPROVE`, `site-sync.toml, line 3: max_delete`. */
export type Given = {
  from: string
  raw: unknown
  /** The folder that a path goes from, where that is not the one we are in. */
  base?: string
}

/** What one source says, by the names of settings. Patterns are said more than once. */
export type Said = Map<OptionName, Given[]>

export function say(said: Said, name: OptionName, given: Given): void {
  const before = said.get(name)
  if (before) before.push(given)
  else said.set(name, [given])
}
