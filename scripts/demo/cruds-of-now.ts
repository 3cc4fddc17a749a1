import type { DemoCrud } from './crud.ts'

/** Cruds of the last hours, newest first. Some expire within minutes, so that a visitor sees it happen. */
export const crudsOfNow: DemoCrud[] = [
  {
    by: 'mira',
    age: '2m',
    lifetime: '1-hour',
    message: 'Break room coffee has achieved sentience and is asking for a union. I support it.',
    likes: 4,
  },
  {
    by: 'jonas',
    age: '6m',
    lifetime: '12-hours',
    likes: 9,
    reposts: 2,
    message: 'Deployed on a Friday. Nothing happened. I do not trust it.',
    replies: [
      { by: 'priya_k', age: '5m', message: 'You have angered the calm. Go outside before it notices you.', likes: 3 },
      { by: 'bex', age: '4m', message: 'Quiz question: what is the name for the silence before a pager goes off?' },
      { by: 'jonas', age: '3m', message: '@bex "Jonas, do you have a minute?"', likes: 6 },
    ],
  },
  {
    by: 'wren',
    age: '9m',
    lifetime: '3-hours',
    message: 'Two goldfinches on the feeder and a third waiting its turn like it is at the post office. #birds',
    likes: 7,
  },
  {
    by: 'ingrid',
    age: '14m',
    lifetime: '3-hours',
    likes: 11,
    reposts: 3,
    message: 'Fog so thick on the fjord that I greeted a buoy. It was polite to me. #weather',
    replies: [
      {
        by: 'hal',
        age: '12m',
        message: 'Visibility here is "rumour of a wall". I hold my own fog responsible for yours.',
        likes: 5,
        replies: [{ by: 'ingrid', age: '10m', message: 'Then take it back, Hal. We are full.', likes: 4 }],
      },
      { by: 'tomasz', age: '8m', message: 'Did the buoy have right of way?' },
    ],
  },
  {
    by: 'leo',
    age: '22m',
    lifetime: '12-hours',
    message:
      'Twenty-seven layers today. The chef looked at it for a long time and said "hm". I am going to frame that hm.',
    likes: 13,
  },
  {
    by: 'chidi',
    age: '31m',
    lifetime: '1-day',
    message: 'Whoever labelled the button "button": my screen reader and I have a question. It is "button?"',
    likes: 12,
    reposts: 6,
    replies: [
      {
        by: 'priya_k',
        age: '27m',
        message: 'On behalf of my entire profession: sorry. Which site? I know people.',
        likes: 2,
      },
      { by: 'chidi', age: '25m', message: '@priya_k all of them', likes: 9 },
    ],
  },
  {
    by: 'bex',
    age: '38m',
    lifetime: '1-hour',
    message: 'Quiz tonight, 20:00. First team to name five extinct fonts gets crisps.',
    likes: 3,
  },
  {
    by: 'noor',
    age: '44m',
    lifetime: '3-days',
    message:
      'There is no English word for the guilt of not having called your grandmother. In Arabic there are four and she knows all of them.',
    likes: 14,
    reposts: 7,
  },
  {
    by: 'dele',
    age: '52m',
    lifetime: '1-hour',
    message: 'Sound check in ten. If you can read this, the Wi-Fi at the venue works and nothing else does.',
    likes: 2,
  },
  {
    by: 'hal',
    age: '57m',
    lifetime: '1-hour',
    message:
      'Last call to see a double halo round the sun from the north pier. It goes, like everything here. #weather',
    likes: 6,
    reposts: 1,
  },
  {
    by: 'yuki_t',
    age: '1h',
    lifetime: '7-days',
    message: '今日の電車：窓が一つ多い。\nToday’s train has one window too many. Nobody sits there.',
    likes: 15,
    reposts: 5,
  },
  {
    by: 'amina',
    age: '2h',
    lifetime: '3-days',
    message:
      'A teaspoon of healthy soil holds more living things than there are people on Earth. And yet I am the one doing the paperwork. #dirt',
    likes: 10,
    reposts: 4,
    replies: [
      {
        by: 'sofia_r',
        age: '1h',
        message: 'Stealing this for Monday. Somebody will ask whether the teaspoon feels it.',
        likes: 3,
      },
      { by: 'mira', age: '1h', message: 'Asking about #dirt, as your bio demands: what do tomatoes want?' },
      { by: 'amina', age: '50m', message: '@mira FINALLY. Compost, patience, and fungi they can trust.', likes: 8 },
    ],
  },
  {
    by: 'tomasz',
    age: '2h',
    lifetime: '12-hours',
    message: 'Route report: bridge closed, detour through the market, was handed a free pear at speed. 9/10.',
    likes: 8,
  },
  {
    by: 'priya_k',
    age: '3h',
    lifetime: '7-days',
    message: 'Removed a setting nobody used. Support got one e-mail. It said "thank you".',
    likes: 16,
    reposts: 8,
    replies: [{ by: 'jonas', age: '2h', message: 'Was the setting "send me e-mails"?', likes: 11 }],
  },
  {
    by: 'sofia_r',
    age: '4h',
    lifetime: '1-day',
    message:
      'Student: "If light has no mass, why does it tire my eyes?" We did not finish the lesson plan and I regret nothing.',
    likes: 13,
    reposts: 5,
  },
  {
    by: 'oskar',
    age: '5h',
    lifetime: '12-hours',
    message: 'first crud. is this thing on',
    likes: 9,
    replies: [
      { by: 'bex', age: '5h', message: 'It is on until tonight, then it never was. Welcome!', likes: 7 },
      { by: 'oskar', age: '4h', message: 'oh that is weirdly relaxing', likes: 6 },
    ],
  },
]
