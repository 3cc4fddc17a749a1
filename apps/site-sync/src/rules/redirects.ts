import type { Wanted } from '../model/change.ts'
import type { Settings } from '../model/settings.ts'

/** Objects without bytes by which S3, as a website, sends visitors elsewhere. Never kept long: they are easily changed. */
export function redirectsFrom({ redirects, prefix }: Pick<Settings, 'redirects' | 'prefix'>): Wanted[] {
  return Object.entries(redirects).map(([key, location]) => ({
    key: prefix + key,
    file: null,
    size: 0,
    headers: {
      'cache-control': 'no-cache',
      'content-type': 'text/html; charset=utf-8',
      'x-amz-website-redirect-location': location,
    },
    encoding: null,
    stage: 'entry',
  }))
}
