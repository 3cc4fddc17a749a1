import { room } from '../room.ts'

export const home = room('home', {
  everyPostEnds: 'Every post ends.',
  youChooseWhen: 'You choose when, from an hour to thirty days. Then it is erased, everywhere, within a minute.',
  join: 'Join now',
  howItWorks: 'How it works',
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
