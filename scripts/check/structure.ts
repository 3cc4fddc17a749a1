import { dirname, posix } from 'node:path'
import type { Source } from './sources.ts'

// The rules of the house that no linter knows. Each takes sources and returns a line for each breach.

const isTest = (path: string) => /\.(test|suite)\.tsx?$|\/testing\//.test(path)

/** Features stay apart: what joins them is above them. Tests may look at what a neighbour did. */
export function findFeatureImports(sources: Source[]): string[] {
  return sources.flatMap(({ path, text }) => {
    const feature = featureOf(path)
    if (!feature || isTest(path)) return []
    return importsIn(text)
      .map((specifier) => posix.join(dirname(path), specifier))
      .filter((target) => featureOf(target) && featureOf(target) !== feature)
      .map((target) => `${path} imports ${target}: features are joined in app.ts or in pages`)
  })
}

const featureOf = (path: string) => /^(apps\/\w+\/src\/features\/[^/]+)\//.exec(path)?.[1]

const importsIn = (text: string): string[] =>
  [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) => match[1] ?? '')

// Who must see the dead: the loop that erases them and the check that measures how late it is.
const sees = [
  'apps/api/src/retention/expiry.store.ts',
  'apps/api/src/features/health/health.store.ts',
  'apps/api/src/features/messages/postgres-messages/messages-expiry.store.ts',
]

/** Expiry lives in one place: whoever reads cruds or messages reads the view, which holds the living only. */
export function findReadsPastTheView(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => /^(apps\/api|packages|scripts)\//.test(path) && !isTest(path) && !sees.includes(path))
    .filter(
      ({ path, text }) =>
        path !== 'scripts/check/structure.ts' &&
        /\b(from|join|using|update)\s+(only\s+)?(public\.)?(activities|messages|message_groups)\b/i.test(text),
    )
    .map(({ path }) => `${path} reads a table of cruds or messages: read the view live_*`)
}

/** Settings are read, checked and named in one place. Tools of the build run before there is a server. */
export function findEnvironmentReads(sources: Source[]): string[] {
  const allowed =
    /^(apps\/api\/src\/config\/config\.ts|apps\/site-sync\/(src\/cli\/settings|src\/cloudfront\/cloudfront-endpoint|src\/s3\/(credentials|proxy)|test|bench)\b.*|scripts\/.*|e2e\/.*|apps\/\w+\/\w+\.config\.ts)$/
  return sources
    .filter(({ path, text }) => !allowed.test(path) && !isTest(path) && /process\.env\b/.test(text))
    .map(({ path }) => `${path} reads process.env: a setting belongs into apps/api/src/config/settings.ts`)
}

/** A tag can be moved to other code; a commit cannot. */
export const findUnpinnedActions = (workflow: string): string[] =>
  [...workflow.matchAll(/^\s*(?:-\s*)?uses:\s*(\S+)/gm)]
    .map((match) => match[1] ?? '')
    .filter((action) => !action.startsWith('./') && !/@[0-9a-f]{40}$/.test(action))
    .map((action) => `${action} is not pinned by its commit`)

const longest = 250

export function findLongFiles(sources: Source[]): string[] {
  return sources
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > longest)
    .map(({ path, lines }) => `${path} has ${lines} lines: ${longest} is the end, one job a file`)
}

/** A lock file that names a host would send everybody to the registry of whoever wrote it. */
export const findHostsInLock = (lock: string): string[] =>
  [...new Set([...lock.matchAll(/"resolved":\s*"(\w+:\/\/[^/"]+)/g)].map((match) => match[1] ?? ''))]
    .filter((host) => host !== 'https://registry.npmjs.org')
    .map((host) => `package-lock.json names ${host}`)
