import { hash, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CloudFrontClient } from '@aws-sdk/client-cloudfront'
import { sdkProxyOptions } from '../http/proxy.ts'
import type { Progress } from '../model/reporter.ts'
import type { Settings } from '../model/settings.ts'
import { credentialSource, type Env } from '../s3/credentials.ts'
import { cloudFrontEndpoint } from './cloudfront-endpoint.ts'
import { cloudFrontError, isWorthWaiting } from './cloudfront-error.ts'

type InvalidateSettings = Pick<Settings, 'endpoint' | 'profile' | 'wait'> & { distribution: string }

export type InvalidateOptions = {
  onProgress?: (progress: Progress) => void
  /** Ends the pauses and the waiting: what was asked of CloudFront stays asked. */
  signal?: AbortSignal
  env?: Env
  times?: Partial<Times>
}

/** In milliseconds. */
type Times = {
  /** How long to go on trying. */
  trying: number
  /** How long to go on trying when there is no answer at all. */
  reaching: number
  /** The first pause between two tries, at most; each next may be twice as long. */
  pause: number
  longest: number
  /** Between two looks at whether it is done. */
  look: number
  /** How long to look. */
  looking: number
}

const usual: Times = {
  trying: 600_000,
  reaching: 60_000,
  pause: 1_000,
  longest: 30_000,
  look: 5_000,
  looking: 1_800_000,
}

/**
 * Makes CloudFront forget paths, and waits until it has if the settings say so.
 *
 * @returns the invalidation's id
 * @throws CloudFrontError
 */
export async function invalidate(
  settings: InvalidateSettings,
  paths: string[],
  { onProgress = () => {}, signal, env, times }: InvalidateOptions = {},
): Promise<string> {
  const { distribution, wait } = settings
  const all = { ...usual, ...times }
  const { CloudFrontClient, CreateInvalidationCommand } = await import('@aws-sdk/client-cloudfront')
  const client = new CloudFrontClient(await clientSettings(settings, env))
  const asking = { client, distribution, times: all, signal, onProgress }
  try {
    const sorted = [...new Set(paths)].sort()
    // The same however often it is tried, so that a try whose reply was lost is not done twice.
    const reference = `site-sync-${hash('sha256', sorted.join('\n')).slice(0, 32)}-${randomUUID()}`
    const created = await patiently(asking, `invalidating ${sorted.length} paths`, () => {
      const batch = { CallerReference: reference, Paths: { Quantity: sorted.length, Items: sorted } }
      const command = new CreateInvalidationCommand({ DistributionId: distribution, InvalidationBatch: batch })
      return client.send(command)
    })
    const id = created.Invalidation?.Id ?? ''
    if (wait && !isDone(created.Invalidation?.Status)) await untilDone(asking, id)
    return id
  } finally {
    client.destroy()
  }
}

type Asking = {
  client: CloudFrontClient
  distribution: string
  times: Times
  signal: AbortSignal | undefined
  onProgress: (progress: Progress) => void
}

async function clientSettings({ endpoint, profile }: InvalidateSettings, env: Env | undefined) {
  const address = cloudFrontEndpoint(endpoint, env)
  const credentials = credentialSource(profile, env)
  await credentials()
  const proxied = await sdkProxyOptions(address ?? 'https://cloudfront.amazonaws.com')
  return {
    // CloudFront is in no region, and signs as if it were in this one.
    region: 'us-east-1',
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 10_000, requestTimeout: 60_000, ...proxied },
    credentials: async () => credentials(),
    ...(address ? { endpoint: address } : {}),
  }
}

/** Tries until CloudFront takes it: only so many invalidations may be in progress at a time. */
async function patiently<T>(asking: Asking, words: string, send: () => Promise<T>): Promise<T> {
  const { distribution, times, signal, onProgress } = asking
  const began = performance.now()
  for (let made = 1; ; made += 1) {
    try {
      return await send()
    } catch (cause) {
      const error = cloudFrontError(cause, distribution)
      const elapsed = performance.now() - began
      // Who cannot be reached for a while is more likely called by a wrong name than busy.
      const trying = error.status === 0 ? times.reaching : times.trying
      if (signal?.aborted || !isWorthWaiting(error) || elapsed > trying) throw error
      onProgress({ done: 0, total: 1, words: `${words}: ${error.code}, trying again` })
      await pause(Math.random() * Math.min(times.longest, times.pause * 2 ** (made - 1)), signal)
    }
  }
}

async function untilDone(asking: Asking, id: string): Promise<void> {
  const { client, distribution, times, signal, onProgress } = asking
  const { GetInvalidationCommand } = await import('@aws-sdk/client-cloudfront')
  const began = performance.now()
  const command = new GetInvalidationCommand({ DistributionId: distribution, Id: id })
  while (!signal?.aborted && performance.now() - began < times.looking) {
    const seconds = Math.round((performance.now() - began) / 1000)
    onProgress({ done: 0, total: 1, words: `waiting for CloudFront to invalidate (${seconds} s)` })
    await pause(times.look, signal)
    if (signal?.aborted) return
    const reply = await patiently(asking, 'waiting for CloudFront', () => client.send(command))
    if (isDone(reply.Invalidation?.Status))
      return onProgress({ done: 1, total: 1, words: 'CloudFront has invalidated' })
  }
}

/** AWS says Completed, and servers that stand in for it COMPLETED. */
function isDone(status: string | undefined): boolean {
  return status?.toLowerCase() === 'completed'
}

async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(milliseconds, undefined, signal ? { signal } : {}).catch(() => {})
}
