import { completeHashtags, completePeople } from '@cruddur/contract/completion/completion'
import type { Face } from '@cruddur/contract/users/face'
import { call } from '../../client/call.ts'
import type { CompletionQuery } from './find-query.ts'

/** Something that completes what is typed: its text with the sign, and for a person the name and the face. */
export type Suggestion = { text: string; name?: string; face?: Face | null | undefined }

/** @throws {CallError} */
export async function fetchSuggestions(
  { kind, prefix }: Pick<CompletionQuery, 'kind' | 'prefix'>,
  signal: AbortSignal,
): Promise<Suggestion[]> {
  if (kind === 'hashtag') {
    return (await call(completeHashtags, { prefix }, { signal })).map((tag) => ({ text: `#${tag}` }))
  }
  const people = await call(completePeople, { prefix }, { signal })
  return people.map(({ handle, display_name, face }) => ({ text: `@${handle}`, name: display_name, face }))
}
