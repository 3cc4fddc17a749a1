import { room } from '../../room.ts'

export const face = room('face', {
  heading: 'Your face',
  letter: 'Letter',
  hint: 'One letter, digit or emoji. Leave it empty for the first letter of your handle.',
  colour: 'Colour',
  ofHandle: 'The colour of your handle',
  colours: {
    red: 'Red',
    brown: 'Brown',
    olive: 'Olive',
    green: 'Green',
    teal: 'Teal',
    blue: 'Blue',
    violet: 'Violet',
    pink: 'Pink',
  },
  saved: 'Your face is saved.',
  failed: 'Couldn’t save your face.',
  whereElse: 'You can change your face in <settings>Settings</settings>.',
})
