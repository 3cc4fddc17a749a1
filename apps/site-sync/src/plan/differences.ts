import { byBytes } from '../model/by-bytes.ts'
import type { Change } from '../model/change.ts'
import { type Changeset, ordered } from './changeset.ts'

/**
 * How a plan differs from the plan that would be made now, in words; empty when it does not. First its target, then the first
 * few paths.
 *
 * @param most paths that are named
 */
export function differences(planned: Changeset, now: Changeset, most = 5): string[] {
  const found: string[] = []
  for (const name of ['bucket', 'prefix', 'distribution'] as const) {
    if (planned[name] === now[name]) continue
    found.push(`the ${name} was ${nameOf(planned[name])}, and is ${nameOf(now[name])} now`)
  }
  const paths = pathDifferences(planned.changes, now.changes)
  found.push(...paths.slice(0, most))
  if (paths.length > most) found.push(`and ${paths.length - most} more`)
  if (planned.made_against.folder !== now.made_against.folder) found.push('the folder has changed since')
  if (planned.made_against.bucket !== now.made_against.bucket) found.push('the bucket has changed since')
  return found
}

function nameOf(value: string | null): string {
  return value === null || value === '' ? 'none' : value
}

function pathDifferences(planned: Change[], now: Change[]): string[] {
  const before = new Map(planned.map((change) => [change.path, change]))
  const after = new Map(now.map((change) => [change.path, change]))
  return [...new Set([...before.keys(), ...after.keys()])].sort(byBytes).flatMap((path) => {
    const words = wordsFor(before.get(path), after.get(path))
    return words === null ? [] : [`${path}: ${words}`]
  })
}

function wordsFor(planned: Change | undefined, now: Change | undefined): string | null {
  if (!planned) return `${now?.action} now, and was not in the plan`
  if (!now) return `${planned.action} was planned, and it is no longer there`
  if (planned.action !== now.action) return `${planned.action} was planned, ${now.action} would be now`
  if (planned.md5 !== now.md5 || planned.size !== now.size) return 'its file has other contents now'
  if (JSON.stringify(ordered(planned)) === JSON.stringify(ordered(now))) return null
  if (planned.encoding !== now.encoding) return 'it would be packed otherwise now'
  return 'it would be served otherwise now'
}
