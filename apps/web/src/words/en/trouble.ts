import { room } from '../room.ts'

/** When a part of the page is missing. It has to be there when nothing else can be fetched. */
export const trouble = room('trouble', {
  reload: 'Reload',
  kinds: {
    offline: {
      heading: 'You’re offline',
      words: 'This part of Cruddur isn’t on your device yet. It opens when you are back online.',
    },
    unreachable: {
      heading: 'Cruddur can’t be reached',
      words: 'Check your connection and try again.',
    },
    'newer-version': {
      heading: 'There’s a newer version of Cruddur',
      words: 'Reload to go on with it. Your drafts are kept.',
    },
    fault: {
      heading: 'This didn’t load',
      words: 'That’s our fault. Try again, or reload. Your drafts are kept.',
    },
    broken: {
      heading: 'This broke',
      words: 'That’s our fault. Reloading usually helps. Your drafts are kept.',
    },
  },
})
