/** An entry of `packages` in package-lock.json, as far as we read it. */
export type LockEntry = {
  link?: boolean
  resolved?: string
  dependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
  peerDependenciesMeta?: Record<string, { optional?: boolean }>
}

export type Lock = Record<string, LockEntry>

/**
 * The paths in a lock file that some workspaces need to run: what they depend on, directly or not, other workspaces included.
 * Without development and optional dependencies: what `npm ci --omit=dev --omit=optional` would install.
 *
 * @throws Error if a dependency is not in the lock file
 */
export function productionPackages(lock: Lock, workspaces: string[]): string[] {
  const needed = new Set<string>()
  const visit = (path: string): void => {
    if (needed.has(path)) return
    needed.add(path)
    const { link, resolved, ...entry } = lock[path] ?? {}
    if (link && resolved) visit(resolved)
    else for (const name of dependenciesOf(entry)) visit(locate(lock, path, name))
  }
  for (const workspace of workspaces) visit(workspace)
  return [...needed].sort()
}

function dependenciesOf({ dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} }: LockEntry): string[] {
  const peers = Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta[name]?.optional)
  return [...Object.keys(dependencies), ...peers]
}

/** Where Node finds a package: in the nearest `node_modules` above the importer. */
function locate(lock: Lock, importer: string, name: string): string {
  for (let folder = importer; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/'), 0))) {
    const path = `${folder}${folder && '/'}node_modules/${name}`
    if (Object.hasOwn(lock, path)) return path
    if (folder === '') throw new Error(`${importer} needs ${name}, which is not in the lock file`)
  }
}
