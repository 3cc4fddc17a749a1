/** A person of the first Cruddur, as the database has them. Texts can be anything. */
export type OriginalPerson = {
  uuid: string
  /** The subject of the person's tokens. The person's own uuid where the source has none that can be used. */
  sub: string
  has_own_sub: boolean
  handle: string | null
  display_name: string | null
  bio: string | null
  /** Null for all but the latest of several people with one address. */
  email: string | null
  shares_email: boolean
  /** Milliseconds since 1970, as all times here. Null if the source has no valid time. */
  created_at: number | null
}

/** A crud or reply of the first Cruddur. */
export type OriginalCrud = {
  uuid: string
  message: string
  /** Null if nobody wrote it. */
  author: string | null
  author_sub: string | null
  parent: string | null
  /** 0 for a crud, 1 for a reply to it, and so on. Null if the thread does not begin with a crud. */
  depth: number | null
  has_parent: boolean
  created_at: number | null
  /** Its own, or that of the crud at the beginning of the thread if it is earlier. */
  deadline: number | null
  /** Whether it had a deadline of its own, and one that was not too long. */
  deadline_was: 'own' | 'none' | 'too_long'
}

export type OriginalCounts = {
  /** Rows of `users`. Several can be one person. */
  users: number
  people: number
  activities: number
  /** The sums of two counters, which do not say who liked or reposted. */
  likes: number
  reposts: number
}
