import { z } from 'zod/mini'

// Our content security policy forbids code from strings. Without this zod tries it, and the browser reports a
// violation.
// Import this before any schema is made.
z.config({ jitless: true })
