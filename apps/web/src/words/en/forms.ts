import { room } from '../room.ts'

export const forms = room('forms', { email: 'E-mail', password: 'Password' })
