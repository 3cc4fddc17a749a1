import { room } from '../room.ts'

export const burning = room('burning', {
  title: 'Burn it now?',
  yes: 'Burn it',
  no: 'Keep it',
  whatHappens:
    'It goes for everybody, with every reply, like and repost. You have 8 seconds to undo it. After that nobody can bring it back. Not even us.',
  burning: 'Burning your crud.',
  late: 'Not burnt yet: Cruddur can’t be reached. We’ll keep trying.',
  undo: 'Undo',
  burnt: 'Burnt. It’s gone for everybody.',
  failed: 'Couldn’t burn that.',
})
