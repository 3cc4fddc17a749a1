import { z } from 'zod/mini'
import { endpoint } from './endpoint.ts'

export const checkHealth = endpoint({
  method: 'GET',
  path: '/api/health-check',
  summary: 'Alive. Touches nothing.',
  caller: 'anyone',
  holdsCruds: false,
  unlimited: true,
  reply: z.object({ success: z.literal(true), ver: z.literal(1) }),
  errors: [],
})

export const checkReadiness = endpoint({
  method: 'GET',
  path: '/api/health',
  summary: 'Ready: the database answers and can be written, and erasure keeps its promise; 503 names what is bad.',
  caller: 'anyone',
  holdsCruds: false,
  unlimited: true,
  reply: z.object({
    success: z.literal(true),
    /**
     * Whole seconds since the oldest crud, message or piece of evidence expired that is still stored; 0 when there is none, or none
     * that has waited longer than is usual.
     */
    erasure_lag_seconds: z.int(),
  }),
  errors: ['database_unavailable', 'database_not_writable', 'database_clock_behind', 'erasure_lagging'],
})
