import type { Settings } from '../src/model/settings.ts'

/** Settings that hold when nobody says anything, for a folder and a bucket that need not be there. */
export function testSettings(some: Partial<Settings> = {}): Settings {
  return {
    bucket: 'site',
    prefix: '',
    originPath: '',
    folder: '/no/such/folder',
    distribution: null,
    region: 'us-east-1',
    endpoint: null,
    profile: null,
    ignore: [],
    include: [],
    protect: [],
    maxDelete: { share: 0.25, count: 100 },
    adopt: 'headers',
    headers: [],
    encodings: [],
    redirects: {},
    cleanUrls: false,
    invalidateCreated: false,
    maxPaths: 1_000,
    wait: false,
    concurrency: 8,
    out: null,
    yes: false,
    json: false,
    silent: [],
    color: null,
    ...some,
  }
}
