import { Email } from '@cruddur/contract/credentials'
import { z } from 'zod/mini'

/** What Cognito knows of a person who signs up: the handle is `preferred_username`, as it was in the first Cruddur. */
export const SignUpAttributes = z.object({
  email: Email,
  name: z.optional(z.string()),
  preferred_username: z.optional(z.string()),
})
