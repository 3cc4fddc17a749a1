import type { Proof } from '@cruddur/contract/proof/proof'

/** The address of a file in the source that runs here, or in the newest where the server doesn't know its commit. */
export function sourceLink({ source_url, commit }: Proof, path: string): string | undefined {
  return source_url ? `${source_url}/blob/${commit ?? 'HEAD'}/${path}` : undefined
}
