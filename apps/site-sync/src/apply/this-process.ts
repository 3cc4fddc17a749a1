import { hash } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname, networkInterfaces } from 'node:os'

/**
 * Names the one system in which the number of a process means something: this machine, since it was started, and within
 * it this container. Names of hosts alone are not enough: runners of pipelines often share theirs.
 */
export function thisMachine(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((some) => some?.map(({ mac }) => mac) ?? [])
  const marks = [
    hostname(),
    tried(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    tried(() => readlinkSync('/proc/self/ns/pid')),
    ...new Set(addresses),
  ]
  return hash('sha256', marks.sort().join('\n')).slice(0, 32)
}

function tried(read: () => string): string {
  try {
    return read()
  } catch {
    return ''
  }
}

/** Whether there is a process of this number here. */
export function runs(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
