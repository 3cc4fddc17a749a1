import { room } from '../room.ts'

export const cruds = room('cruds', {})
