/** What holds when nobody says otherwise. The help shows it. */
export const defaults = {
  region: 'us-east-1',
  maxDelete: { share: 0.25, count: 100 },
  adopt: 'headers' as const,
  maxPaths: 1_000,
  concurrency: 64,
  silent: ['ignore', 'no_change'],
}

/** What CloudFront takes at once; and what is more than a network can use. */
export const limits = { maxPaths: 3_000, concurrency: 512 }
