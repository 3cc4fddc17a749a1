/**
 * What `site-sync` does, for programs. It prints nothing and reads no flag, no `site-sync.toml` and no variable but those of
 * AWS and of proxies. Credentials come from where AWS's own tools have theirs: the environment, `profile`, or a role.
 *
 * @module
 */
import type { Outcome } from './apply/apply.ts'
import { type Context, inContext } from './apply/context.ts'
import { deployAtOnce, deployChangeset, planDeploy } from './apply/deploy.ts'
import { silentReporter } from './cli/reporter/silent-reporter.ts'
import { type SiteSettings, settingsFrom } from './cli/settings/site-options.ts'
import { CloudFrontError } from './cloudfront/cloudfront-error.ts'
import { Interrupted, Refusal, Unfinished, UsageError } from './model/errors.ts'
import type { Reporter } from './model/reporter.ts'
import { type Changeset, encodeChangeset } from './plan/changeset.ts'
import { parseChangeset } from './plan/parse-changeset.ts'
import { BucketError } from './s3/bucket.ts'

export type { Outcome } from './apply/apply.ts'
export type { SiteSettings } from './cli/settings/site-options.ts'
export type { Action, Change, Encoding, Headers } from './model/change.ts'
export type { Progress, Reporter } from './model/reporter.ts'
export type { EncodingRule, HeaderRule, Patterns } from './model/settings.ts'
export type { Changeset } from './plan/changeset.ts'
export { BucketError, CloudFrontError, encodeChangeset, Interrupted, parseChangeset, Refusal, Unfinished, UsageError }

export type SiteOptions = SiteSettings & {
  /** Receives what goes on. Default: nobody does. */
  reporter?: Partial<Reporter>
  /** Asks for an orderly end: what is under way is finished, and recorded for the next run. */
  signal?: AbortSignal
}

/**
 * Makes a plan. Changes nothing. `encodeChangeset` makes the text of a file of it, and `parseChangeset` reads that.
 *
 * @throws UsageError when an option is wrong
 * @throws Refusal when a guard refuses: there is nothing to upload, or too much would be deleted
 * @throws BucketError when S3 refuses or does not answer
 */
export function planSite(options: SiteOptions): Promise<Changeset> {
  return withContext(options, async (context) => (await planDeploy(context)).changeset)
}

/**
 * Applies a plan, if it is still the plan that would be made now.
 *
 * @throws UsageError, Refusal and BucketError as `planSite`
 * @throws Refusal when folder, bucket or options have changed since, or another run is going on
 * @throws Unfinished when a file or the lock changed after the first change
 * @throws CloudFrontError when everything was written and could not be invalidated: the next run does it
 * @throws Interrupted when the signal came before the end
 */
export function applyPlan(plan: Changeset, options: SiteOptions): Promise<Outcome> {
  return withContext(options, (context) => deployChangeset(context, plan, 'the plan'))
}

/**
 * Plans and applies in one go, without asking: each file is read once.
 *
 * @throws the errors of `applyPlan`
 */
export function syncSite(options: SiteOptions): Promise<Outcome> {
  return withContext(options, deployAtOnce)
}

async function withContext<T>(
  { reporter, signal = new AbortController().signal, ...siteSettings }: SiteOptions,
  work: (context: Context) => Promise<T>,
): Promise<T> {
  const settings = settingsFrom(siteSettings)
  if (!(signal instanceof AbortSignal)) throw new UsageError('signal: it is no AbortSignal')
  if (typeof reporter !== 'object' && reporter !== undefined) throw new UsageError('reporter: it is no object')
  return inContext({ settings, reporter: { ...silentReporter, ...reporter }, signal }, work)
}
