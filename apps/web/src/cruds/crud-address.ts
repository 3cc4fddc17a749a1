import type { Activity } from '@cruddur/contract/activities'

export function addressOfCrud({ handle, uuid }: Pick<Activity, 'handle' | 'uuid'>): string {
  return `/@${handle}/status/${uuid}`
}
