import type { ConfigProblem } from './config-error.ts'
import { type SettingName, settings } from './settings.ts'

const known = Object.keys(settings) as SettingName[]

/** Read by the SDK of AWS, which looks into the environment itself. */
const credential = /^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|PROFILE)$/
const misplaced =
  'belongs in the environment: what stands in .env is read by Cruddur alone, and never by the SDK of AWS'

/** Settings of the original that are accepted and do nothing here, each with what its operator may want to know. */
const withoutEffect: [RegExp, string][] = [
  [/^OTEL_\w+$/, 'of the settings of OpenTelemetry, the README lists those that are understood'],
  [/^AWS_XRAY_\w+$/, 'traces go to X-Ray by signed requests, and its daemon can be stopped'],
  [/^ROLLBAR_\w+$/, 'the web app reports its errors through the server, which alone needs a token of Rollbar'],
  [/^FLASK_\w+$/, 'this version does not run on Flask; `npm run dev` reloads what changes'],
  [
    /^REACT_APP_\w+$/,
    'the web app calls the server that serves it, or the one that VITE_API_ORIGIN named when it was built',
  ],
]

const noEffectOf = (name: string) =>
  isSetting(name) ? undefined : withoutEffect.find(([pattern]) => pattern.test(name))?.[1]

export function isSetting(name: string): name is SettingName {
  return Object.hasOwn(settings, name)
}

/** A sentence for each name that is accepted although nothing uses it. */
export function noticesOn(names: string[]): string[] {
  return names.flatMap((name) => {
    const why = noEffectOf(name)
    return why ? [`${name} is set but has no effect: ${why}`] : []
  })
}

/** Problems with the names in the environment, where names of other programs are normal. */
export function checkEnvironmentNames(names: string[]): ConfigProblem[] {
  return names.flatMap((name) => checkName(name, false))
}

/** Problems with the names in our own file, where every name must be a setting. */
export function checkFileNames(names: string[]): ConfigProblem[] {
  return names.flatMap((name) => checkName(name, true))
}

function checkName(name: string, ours: boolean): ConfigProblem[] {
  if (isSetting(name) || noEffectOf(name)) return []
  if (ours && credential.test(name)) return [{ setting: name, problem: misplaced }]
  const meant = known.find((setting) => isNearMiss(name, setting))
  if (!ours && !meant && !name.startsWith('CRUDDUR_')) return []
  return [{ setting: name, problem: `is not a setting${meant ? `; did you mean ${meant}?` : ''}` }]
}

// Short names are similar to too many names that mean something else.
function isNearMiss(name: string, setting: string): boolean {
  if (name.length < 7 || setting.length < 7 || Math.abs(name.length - setting.length) > 2) return false
  return editDistance(name.toUpperCase(), setting) <= 2
}

/** Fewest insertions, deletions and replacements that turn one word into the other (Levenshtein). */
export function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1]
    for (const [column, other] of [...to].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
