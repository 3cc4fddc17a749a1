import { Activity } from '../activities.ts'
import { endpoint } from '../endpoint.ts'

/** Shorter than anybody can choose for a crud of their own. */
export const oneMinuteSeconds = 60

export const createOneMinuteCrud = endpoint({
  method: 'POST',
  path: '/api/activities/one-minute',
  summary:
    'Publish a crud that lives one minute, to watch it end. The server chooses its words, and no list of other people shows it.',
  caller: 'anyone',
  holdsCruds: true,
  reply: Activity,
  errors: [],
})
