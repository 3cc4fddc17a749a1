import { room } from '../room.ts'

export const ui = room('ui', {
  close: 'Close',
  back: 'Back',
  oneMoment: 'One moment…',
  tryAgain: 'Try again',
  loadMore: 'Load more',
  loading: { cruds: 'Loading cruds', people: 'Loading people' },
  offlineHeading: 'You seem to be offline',
  unreachable: 'Cruddur can’t be reached. Check your connection and try again.',
  failedHeading: 'That didn’t work',
})
