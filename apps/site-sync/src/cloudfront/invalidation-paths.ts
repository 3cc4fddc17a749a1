/** Wildcards that may be in progress at once for one distribution; and paths. Both are CloudFront's. */
const maxWildcards = 15
const maxPathsInProgress = 3_000

/** What RFC 1738 calls unsafe, and all that is not ASCII. Anything else, CloudFront says, is not to be encoded. */
const unsafe = /[^A-Za-z0-9\-_.!'()$&+,;=:@/]/gu

/**
 * The paths by which CloudFront forgets what it holds of some keys.
 *
 * No more than needed: one a key, and `/dir/` beside `/dir/index.html`, as visitors call it. When they are more than may
 * be, folders are gathered under wildcards: at the greatest depth where that is enough, those first that hold the most;
 * everything, if no depth is.
 *
 * @param keys below what visitors see as `/`
 */
export function invalidationPaths(keys: Iterable<string>, { maxPaths }: { maxPaths: number }): string[] {
  const most = Math.max(1, Math.min(maxPaths, maxPathsInProgress))
  const single = withoutCovered(new Set([...keys].flatMap(pathsOf)))
  if (fits(single, most)) return [...single].sort()
  const deepest = [...single].reduce((depth, path) => Math.max(depth, foldersOf(path).length), 0)
  for (let depth = deepest; depth > 0; depth--) {
    const gathered = gather(single, depth, most)
    if (gathered) return [...gathered].sort()
  }
  return ['/*']
}

function pathsOf(key: string): string[] {
  const star = key.indexOf('*')
  // CloudFront takes a star only as a wildcard: so everything with this start.
  if (star !== -1) return [`/${encodePath(key.slice(0, star))}*`]
  const path = `/${encodePath(key)}`
  const paths = /\/index\.html$/.test(path) ? [path, path.slice(0, -'index.html'.length)] : [path]
  // S3 takes a plus for a space, so that pages ask for it encoded; not all do.
  return paths.flatMap((one) => (one.includes('+') ? [one, one.replaceAll('+', '%2B')] : [one]))
}

function encodePath(text: string): string {
  return text.replace(unsafe, (letter) => [...Buffer.from(letter)].map((byte) => `%${hex(byte)}`).join(''))
}

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0')
}

function isWildcard(path: string): boolean {
  return path.endsWith('*')
}

/** Wildcards stand for what begins with them. */
function withoutCovered(paths: Set<string>): Set<string> {
  const starts = [...paths].filter(isWildcard).map((path) => path.slice(0, -1))
  if (starts.length === 0) return paths
  return new Set(
    [...paths].filter((path) => {
      const own = isWildcard(path) ? path.slice(0, -1) : null
      return !starts.some((start) => start !== own && path.startsWith(start))
    }),
  )
}

function fits(paths: Set<string>, most: number): boolean {
  return paths.size <= most && [...paths].filter(isWildcard).length <= maxWildcards
}

/** The folders that a path is in, the top left out, from there on downwards, each with the slash at its end. */
function foldersOf(path: string): string[] {
  const folders: string[] = []
  for (let at = path.indexOf('/', 1); at !== -1; at = path.indexOf('/', at + 1)) folders.push(path.slice(0, at + 1))
  return folders
}

/** The paths with folders of one depth gathered, as few as it takes; or null when it takes too many. */
function gather(paths: Set<string>, depth: number, most: number): Set<string> | null {
  const folders = new Map<string, string[]>()
  for (const path of paths) {
    const folder = foldersOf(path)[depth - 1]
    if (folder === undefined) continue
    const inside = folders.get(folder)
    if (inside) inside.push(path)
    else folders.set(folder, [path])
  }
  const largestFirst = [...folders].sort(([a, inA], [b, inB]) => inB.length - inA.length || (a < b ? -1 : 1))
  const left = new Set(paths)
  for (const [folder, inside] of largestFirst.slice(0, maxWildcards)) {
    for (const path of inside) left.delete(path)
    left.add(`${folder}*`)
    if (fits(left, most)) return left
  }
  return null
}
