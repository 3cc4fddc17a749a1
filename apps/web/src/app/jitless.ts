import { z } from 'zod/mini'

// Our policy allows no code from strings; without this zod tries whether it may, and the browser reports us for it.
// Imported before any schema is made.
z.config({ jitless: true })
