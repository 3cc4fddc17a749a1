/** A value as it was written, and where: `--max-delete`, `AUTO_APPROVE`, `site-sync.toml, line 3: max_delete`. */
export type RawOption = {
  from: string
  raw: unknown
  /** The folder that a relative path goes from. */
  base: string
}

/** What one source says, by the names of flags. Patterns may be said more than once. */
export type RawOptions = Map<string, RawOption[]>

export function addRawOption(options: RawOptions, flag: string, option: RawOption): void {
  const before = options.get(flag)
  if (before) before.push(option)
  else options.set(flag, [option])
}
