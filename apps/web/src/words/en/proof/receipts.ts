import { room } from '../../room.ts'

export const receipts = room('receipts', {
  ended: 'Something you wrote has ended',
  minute: (time: string) => `It was gone on time. See that the key of ${time} is destroyed.`,
})
