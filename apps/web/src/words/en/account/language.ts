import { room } from '../../room.ts'

export const language = room('language', { heading: 'Language' })
