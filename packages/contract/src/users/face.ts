import { z } from 'zod/mini'

/**
 * The face that a person chose: one letter, digit or emoji on a colour. `hue` is an angle on the colour wheel of OKLCH, in
 * whole degrees; whoever draws it chooses a lightness that the letter can be read on.
 */
export const Face = z.object({ letter: z.string(), hue: z.int() })
export type Face = z.infer<typeof Face>

/** As people are shown with it. Null or left out: they chose none, and have one that is made from their handle. */
export const MaybeFace = z.optional(z.nullable(Face))
