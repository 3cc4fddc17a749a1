import { room } from '../room.ts'

export const identity = room('identity', {
  email: 'E-mail',
  password: 'Password',
})
