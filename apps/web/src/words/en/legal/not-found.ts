import { room } from '../../room.ts'

export const notFound = room('notFound', {
  title: 'Nothing here',
  heading: 'There’s nothing at this address',
  words: 'This time it wasn’t us who forgot it: Cruddur never had a page here. A crud that has ended says so itself.',
  goHome: 'Go home',
})
