import { z } from 'zod/mini'

/** The reply of an endpoint that has nothing else to say. */
export const Done = z.object({ success: z.literal(true) })
