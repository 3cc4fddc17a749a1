import type { Profile, UserShort } from '@cruddur/contract/users'

type Pages<P> = { pages: P[] }

/** The pages of a profile, with a new name, face and bio. */
export function changeProfile<P extends { profile: Profile }, D extends Pages<P>>(
  data: D,
  { display_name, face }: UserShort,
  bio: string,
): D {
  return {
    ...data,
    pages: data.pages.map((page) => ({ ...page, profile: { ...page.profile, display_name, face, bio } })),
  }
}
