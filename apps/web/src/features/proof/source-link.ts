import type { Proof } from '@cruddur/contract/proof/proof'

/** Where a file of the source that runs here is published, as GitHub, GitLab and Forgejo have it. Undefined if nobody said. */
export function sourceLink({ source_url, commit }: Proof, path: string): string | undefined {
  return source_url ? `${source_url}/blob/${commit ?? 'HEAD'}/${path}` : undefined
}
