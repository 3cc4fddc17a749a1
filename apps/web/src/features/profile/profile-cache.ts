import type { Profile } from '@cruddur/contract/users'

type Pages<P> = { pages: P[] }

/** The pages of a profile, with a new name and bio. */
export function changeProfile<P extends { profile: Profile }, D extends Pages<P>>(
  data: D,
  displayName: string,
  bio: string,
): D {
  return {
    ...data,
    pages: data.pages.map((page) => ({ ...page, profile: { ...page.profile, display_name: displayName, bio } })),
  }
}
