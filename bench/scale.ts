/** How much is in the database. */
export const scales = {
  brief: { cruds: 2_000, people: 200, followed: 50 },
  '10k': { cruds: 10_000, people: 2_000, followed: 200 },
  '100k': { cruds: 100_000, people: 2_000, followed: 200 },
  '1m': { cruds: 1_000_000, people: 10_000, followed: 200 },
  '10m': { cruds: 10_000_000, people: 10_000, followed: 200 },
} as const
export type Scale = keyof typeof scales
export type Counts = { cruds: number; people: number; followed: number }
