import { room } from '../../room.ts'

export const push = room('push', {
  heading: 'Notifications',
  device: 'Notes on this device',
  what: 'A note tells you of a reply, a mention, a message, or a crud you liked or reposted that ends within the hour. It never says whose, and never the words.',
  promise:
    'Notes are encrypted for your browser. Your browser’s maker passes them on, and drops at its end what your device wasn’t there for. Cruddur also takes a note off your screen at its end, as soon as your browser lets it. Some browsers do that late, so a note may outlast what it’s about. There’s nothing in it to read.',
  on: 'Notes are on.',
  turnOn: 'Turn on notes',
  turnOnFailed: 'Notes could not be turned on.',
  turnOff: 'Turn off notes',
  turnOffFailed: 'Notes could not be turned off.',
  blocked: 'Your browser blocks notes from this site. Allow them in its settings for this site, then reload this page.',
  receipts: {
    heading: 'Receipts',
    what: 'When something you wrote ends, a receipt among your notifications says so, and leads to the proof. It has none of your words, and ends after a day.',
    on: 'Receipts are on.',
    off: 'Receipts are off.',
    turnOn: 'Turn on receipts',
    turnOff: 'Turn off receipts',
    failed: 'That wasn’t saved.',
  },
  unsupported: 'This browser can’t show notes here. On an iPhone or iPad, add Cruddur to the home screen first.',
})
