import type { Lifetime } from '@cruddur/contract/lifetimes'
import type { Age } from './crud.ts'

export type DemoMessage = { by: string; age: Age; message: string }
export type DemoConversation = {
  between: [string, string]
  /** The lifetime of its messages. */
  lifetime: Lifetime
  /** How many of the latest messages are unread by their recipient. */
  unread?: number
  /** Oldest first. */
  messages: DemoMessage[]
}

/** Direct messages. Most are with the first of the people, because that is the login that a visitor tries first. */
export const conversations: DemoConversation[] = [
  {
    between: ['jonas', 'mira'],
    lifetime: '7-days',
    unread: 2,
    messages: [
      {
        by: 'mira',
        age: '2d',
        message: 'Your sourdough instructions say "until it feels right". I am a nurse. I need a number.',
      },
      { by: 'jonas', age: '2d', message: '26 degrees, five hours, and then until it feels right.' },
      { by: 'mira', age: '47h', message: 'That is not a number, that is a prophecy.' },
      { by: 'mira', age: '5h', message: 'It worked. The whole ward smells of it. We are told to share the recipe.' },
      { by: 'jonas', age: '12m', message: 'I am glad! Do not tell them about the prophecy.' },
      { by: 'jonas', age: '4m', message: 'Also: do you still have my blue bowl?' },
    ],
  },
  {
    between: ['mira', 'sofia_r'],
    lifetime: '1-hour',
    messages: [
      {
        by: 'sofia_r',
        age: '51m',
        message:
          'Door code for tonight is 4711, third floor. This will forget itself in an hour, so write it on your hand.',
      },
      { by: 'mira', age: '49m', message: 'On my hand. Should I bring something?' },
      { by: 'sofia_r', age: '33m', message: 'Tomatoes, obviously.' },
    ],
  },
  {
    between: ['mira', 'yuki_t'],
    lifetime: '30-days',
    unread: 1,
    messages: [
      { by: 'mira', age: '9d', message: 'The train with the greenhouse carriage: may I print it for the break room?' },
      { by: 'yuki_t', age: '9d', message: 'Of course! どうぞ 🌿 I will send you the big one.' },
      { by: 'yuki_t', age: '3h', message: 'I drew a night shift on it. You will find yourself in the second window.' },
    ],
  },
  {
    between: ['hal', 'mira'],
    lifetime: '30-days',
    messages: [
      { by: 'hal', age: '21d', message: 'Is it normal that a heel hurts only when one thinks of it?' },
      {
        by: 'mira',
        age: '21d',
        message: 'Yes. Stop thinking of it, and if that does not help in two weeks, have it seen.',
      },
    ],
  },
  {
    between: ['dele', 'tomasz'],
    lifetime: '12-hours',
    messages: [
      { by: 'dele', age: '2h', message: 'Sunday, 8:00, the long way round the river?' },
      { by: 'tomasz', age: '1h', message: 'The long way has a hill. I am in.' },
    ],
  },
]
