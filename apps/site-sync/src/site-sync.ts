/**
 * What `site-sync` does, for programs. Nothing is printed, no flag, variable or `site-sync.toml` is read; credentials come
 * from where AWS's own tools have theirs: the environment, `profile`, or a role.
 *
 * @module
 */
import type { Outcome } from './apply/apply.ts'
import { makePlan } from './apply/make-plan.ts'
import { BucketError } from './bucket/bucket.ts'
import { CloudFrontError } from './cloudfront/cloudfront-error.ts'
import { applyPlanned } from './commands/apply.ts'
import { type Context, inContext } from './commands/context.ts'
import { syncCommand } from './commands/sync.ts'
import { type Changeset, encodeChangeset } from './plan/changeset.ts'
import { parseChangeset } from './plan/parse-changeset.ts'
import { Interrupted, Refusal, UsageError } from './refusal.ts'
import { type SiteSettings, settingsFrom } from './settings/site-options.ts'
import { silentTalk } from './talk/silent-talk.ts'
import type { Talk } from './talk/talk.ts'

export type { Outcome } from './apply/apply.ts'
export type { Action, Change, Encoding, Headers } from './plan/change.ts'
export type { Changeset } from './plan/changeset.ts'
export type { EncodingRule, HeaderRule, Patterns } from './settings/settings.ts'
export type { SiteSettings } from './settings/site-options.ts'
export type { Progress, Talk } from './talk/talk.ts'
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
