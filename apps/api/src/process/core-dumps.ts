import { writeFileSync } from 'node:fs'

/**
 * Leaves the memory of this process, and of those that it starts, out of core dumps: it holds words and keys of what lives. Linux alone
 * lets a process say that (core(5), "Controlling which mappings are written to the core dump").
 */
export function leaveMemoryOutOfCoreDumps(): void {
  if (process.platform !== 'linux') return
  try {
    writeFileSync('/proc/self/coredump_filter', '0')
  } catch {
    // Without /proc, or where it is read-only. Then it is the operator's to turn core dumps off, as on other systems.
  }
}
