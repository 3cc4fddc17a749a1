/**
 * What `site-sync` does, for programs. Nothing is printed, no flag, variable or `site-sync.toml` is read; credentials come
 * from where AWS's own tools have theirs: the environment, `profile`, or a role.
 *
 * @module
 */
import type { Outcome } from './apply/apply.ts'
import { applyPlanned } from './cli/commands/apply.ts'
import { type Context, inContext } from './cli/commands/context.ts'
import { syncCommand } from './cli/commands/sync.ts'
import { silentTalk } from './cli/reporter/silent-reporter.ts'
import { type SiteSettings, settingsFrom } from './cli/settings/site-options.ts'
import { CloudFrontError } from './cloudfront/cloudfront-error.ts'
import { Interrupted, Refusal, UsageError } from './model/errors.ts'
import type { Talk } from './model/reporter.ts'
import { type Changeset, encodeChangeset } from './plan/changeset.ts'
import { makePlan } from './plan/make-plan.ts'
import { parseChangeset } from './plan/parse-changeset.ts'
import { BucketError } from './s3/bucket.ts'

export type { Outcome } from './apply/apply.ts'
export type { SiteSettings } from './cli/settings/site-options.ts'
export type { Action, Change, Encoding, Headers } from './model/change.ts'
export type { Progress, Talk } from './model/reporter.ts'
export type { EncodingRule, HeaderRule, Patterns } from './model/settings.ts'
export type { Changeset } from './plan/changeset.ts'
export { BucketError, CloudFrontError, encodeChangeset, Interrupted, parseChangeset, Refusal, UsageError }

export type SiteOptions = SiteSettings & {
  /** Is told what goes on. Default: nobody is. */
  talk?: Partial<Talk>
  /** Asks for an orderly end: what is under way is finished, and written down for the next run. */
  signal?: AbortSignal
}

/**
 * What would be done. Changes nothing. `encodeChangeset` makes a file of it, and `parseChangeset` a plan of that.
 *
 * @throws UsageError when an option is not right
 * @throws Refusal when a guard says no: there is nothing to upload, or too much would be deleted
 * @throws BucketError when S3 says no
 */
export function planSite(options: SiteOptions): Promise<Changeset> {
  return open(options, async ({ survey, settings, talk, signal }) => makePlan(await survey(), settings, talk, signal))
}

/**
 * Does what was planned, if it is still what would be planned now.
 *
 * @throws as `planSite`; and `Refusal` when folder, bucket or options have changed since, or another run is on
 * @throws CloudFrontError when all was written, and could not be invalidated: the next run does it
 * @throws Interrupted when the signal came before the end
 */
export function applyPlan(plan: Changeset, options: SiteOptions): Promise<Outcome> {
  return open(options, (context) => applyPlanned(context, plan, 'the plan'))
}

/**
 * Plans and applies in one go, without asking: each file is read once.
 *
 * @throws as `applyPlan`
 */
export function syncSite(options: SiteOptions): Promise<Outcome> {
  return open(options, syncCommand)
}

async function open<T>({ talk, signal, ...given }: SiteOptions, work: (context: Context) => Promise<T>): Promise<T> {
  const settings = settingsFrom(given)
  const never = new AbortController().signal
  return inContext({ settings, talk: { ...silentTalk, ...talk }, signal: signal ?? never }, work)
}
