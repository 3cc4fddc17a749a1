/** Milliseconds after which the space is as large as it needs to be. */
const grown = 300

/**
 * Has the engine's space for what is new and soon forgotten stay as it is after a moment: in a long run it would grow up to
 * 96 MiB, and nothing would be the faster for it. For a process of one's own: it holds for all of it.
 */
export function keepYoungSpace(): void {
  // Loaded then: most runs are over before.
  const keep = () => process.getBuiltinModule('node:v8').setFlagsFromString('--semi-space-growth-factor=1')
  setTimeout(keep, grown).unref()
}
