import { dirname } from 'node:path'
import { importsOf, isTest } from './imports.ts'
import type { Source } from './sources.ts'

// Rules of this repository that no linter knows. Each function takes sources and returns one line for each breach.

/** Features do not import each other: what joins them is above them. Tests may look at what another feature did. */
export function findFeatureImports(sources: Source[]): string[] {
  return sources.flatMap((source) => {
    const { path } = source
    const feature = featureOf(path)
    if (!feature || isTest(path)) return []
    return importsOf(source)
      .filter((target) => featureOf(target) && featureOf(target) !== feature)
      .map((target) => `${path} imports ${target}: features are joined in app.ts or in pages`)
  })
}

const featureOf = (path: string) => /^(apps\/\w+\/src\/features\/[^/]+)\//.exec(path)?.[1]

// These must see expired rows: the erasers, and the health check that measures the lag. Sealing must see rows that no view shows as
// they are.
const seesExpired = [
  'apps/api/src/retention/lags.store.ts',
  'apps/api/src/retention/erasure-lag.store.ts',
  'packages/message-stores/src/postgres/expiry.store.ts',
  'apps/api/src/keys/plain-rows.store.ts',
  'packages/storage/src/cruds/sealed-cruds.store.ts',
]

/** Reads of cruds and messages go through a view that holds living rows only. */
export function findReadsPastTheView(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => /^(apps\/api|packages|scripts)\//.test(path) && !isTest(path) && !seesExpired.includes(path))
    .filter(
      ({ path, text }) =>
        path !== 'scripts/check/structure.ts' &&
        /\b(from|join|using|update)\s+(only\s+)?(public\.)?(activities|messages|message_groups)\b/i.test(text),
    )
    .map(({ path }) => `${path} reads a table of cruds or messages: read the view live_*`)
}

// Stores that read people or cruds without asking who reads them, each with the reason why it may.
const showsWithoutReader: Record<string, string> = {
  'burning/delete-crud.store.ts': 'burns a crud for its author or a moderator; shows nothing',
  'features/activities/burn-before.store.ts': 'reads what one person wrote, for that person',
  'features/account/deletion.store.ts': 'locks and deletes what one person has; shows nothing',
  'features/html-shell/html-shell.store.ts': 'pages are fetched without a token: every reader is a visitor',
  'features/moderation/audits.store.ts': 'blocks keep nothing from a moderator',
  'features/moderation/burning.store.ts': 'blocks keep no crud from being burnt by a moderator',
  'features/moderation/people.store.ts': 'blocks keep nobody from a moderator',
  'features/moderation/reports.store.ts': 'blocks keep no report from a moderator',
  'features/moderation/suspensions.store.ts': 'reads the standing of one person, for that person',
  'features/search/sample.store.ts': 'counts how common hashes are; shows nothing',
  'kept-replies/database-state.store.ts': 'reads when the next crud ends; shows nothing',
  'telemetry/metrics/counts.store.ts': 'counts what will expire; shows nothing',
  'features/stream/subjects.store.ts':
    'reads for all readers at once; audience-filter.ts removes what each may not see',
  'visibility/muted-cruds.store.ts': 'looks for muted words in what a reader may see already; shows nothing',
  'visibility/distances.store.ts': 'has the conditions themselves, for many readers at once',
}

/** A read of people or cruds. Not one of the caller's own row, which is found by the subject of their token. */
const readsPeople =
  /\b(from|join|using)\s+(users|live_activities)\b(?!\s+(\w+\s+)?where\s+(\w+\.)?cognito_user_uuid\s*=)/i

/** Who may see whom is said in one place: a store that reads people or cruds has one of its conditions. */
export function findReadsWithoutVisibility(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => /^apps\/api\/src\/.*\.store\.ts$/.test(path) && !isTest(path))
    .filter(({ path }) => !(path.slice('apps/api/src/'.length) in showsWithoutReader))
    .filter(
      ({ text }) =>
        readsPeople.test(text) &&
        !/\b(isNotBlocked|isFindable)\b[^']*\bfrom '[^']*visibility\/conditions\.ts'/.test(text),
    )
    .map(({ path }) => `${path} reads people or cruds: use isNotBlocked or isFindable of visibility/conditions.ts`)
}

/** Settings are read, checked and named in one place. Build tools and emulators are exempt: they run without a server. */
export function findEnvironmentReads(sources: Source[]): string[] {
  const allowed =
    /^(apps\/api\/src\/config\/config\.ts|apps\/site-sync\/(src\/cli\/settings|src\/cloudfront\/cloudfront-endpoint|src\/s3\/credentials|src\/http\/proxy|test|bench)\b.*|packages\/aws-emulators\/.*|apps\/lambdas\/src\/(database\/connection-settings|tracing)\.ts|scripts\/.*|e2e\/.*|apps\/\w+\/\w+\.config\.ts)$/
  return sources
    .filter(({ path, text }) => !allowed.test(path) && !isTest(path) && /process\.env\b/.test(text))
    .map(({ path }) => `${path} reads process.env: a setting belongs in apps/api/src/config/settings.ts`)
}

const mostLines = 250

export function findLongFiles(sources: Source[]): string[] {
  return sources
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > mostLines)
    .map(({ path, lines }) => `${path} has ${lines} lines: ${mostLines} is the end, one job a file`)
}

const mostFilesInFolder = 30

/** Tests and suites are not counted: they stand beside what they test. */
export function findFullFolders(sources: Source[]): string[] {
  const files = sources.filter(({ path }) => !/\.(test|suite)\.tsx?$/.test(path))
  return [...Map.groupBy(files, ({ path }) => dirname(path))]
    .filter(([, { length }]) => length > mostFilesInFolder)
    .map(
      ([folder, { length }]) => `${folder} has ${length} files: ${mostFilesInFolder} is the end, one subject a folder`,
    )
}

/** A lock file that names a host would send everybody to the registry of whoever wrote it. */
export function findHostsInLock(lock: string): string[] {
  return [...new Set([...lock.matchAll(/"resolved":\s*"(\w+:\/\/[^/"]+)/g)].map((match) => match[1] ?? ''))]
    .filter((host) => host !== 'https://registry.npmjs.org')
    .map((host) => `package-lock.json names ${host}`)
}
