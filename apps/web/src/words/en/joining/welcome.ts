import { room } from '../../room.ts'

export const welcome = room('welcome', {
  heading: 'Welcome',
  toBegin: 'begin',
  step: (n: number, of: number) => `Step ${n} of ${of}`,
  next: 'Next',
  skipAll: 'Skip all',
  notNow: 'Not now',
  lifetime: {
    heading: 'Everything you say here ends',
    words: 'You choose when, for each crud. How long should new ones last, unless you say otherwise?',
    legend: 'New cruds last',
    hint: 'The composer starts with it. You can still choose another for each crud.',
    saved: (lifetime: string) => `New cruds start with ${lifetime}.`,
    failed: 'Couldn’t save that.',
  },
  you: {
    heading: 'This is you',
    words:
      'Choose the letter and the colour that stand beside what you say. You can change them in Settings, and your name and bio on your profile.',
  },
  people: {
    heading: 'Find people',
    words:
      'Follow whoever you like. Their cruds are under “Following”. If there’s no one here yet, you’re early: say something, and they’ll find you.',
  },
  first: {
    heading: 'Say something for an hour',
    label: 'Your crud',
    placeholder: 'Say it. It won’t stay.',
  },
  sample: {
    explained: 'A sample: a crud with ten seconds to live burns down, and is gone.',
    author: 'Mira',
    words: 'Free cake on the third floor. Run!',
    gone: 'Gone. Nobody can bring it back. Not even us.',
    pause: 'Pause',
    goOn: 'Go on',
    again: 'Watch again',
  },
  empty: {
    heading: 'It’s quiet here',
    words: 'Nothing is live right now. Be the first to say something. It won’t stay.',
    write: 'Write the first crud',
    join: 'Join and write the first crud',
  },
})
