import { room } from '../../room.ts'

export const proof = room('proof', {
  heading: 'Proof',
  lead: 'You shouldn’t have to take our word for it. Here’s what we promise, how well this server has kept it, and how you can check.',

  promised: 'What we promise',
  promises: {
    gate: [
      'Gone on time, for everybody',
      'At its end a crud can’t be read any more: on no page, by nobody, not even its author.',
    ],
    clock: ['No way to add time', 'Nothing gives a crud another second. The database itself refuses.'],
    traces: [
      'Nothing made from it stays',
      'Likes, reposts and notifications point to a crud. They never hold its words.',
    ],
    threads: ['Replies end with it', 'A reply never outlives what it answers.'],
    counts: ['No count gives it away', 'No number, list or search result shows that it was there.'],
    pages: ['It leaves open pages too', 'When its time is up it goes from every screen, without a reload.'],
    erased: ['Erased within 60 seconds', 'The row is deleted, not hidden. We measure how late we are.'],
    evidence: ['Evidence is narrow', 'If somebody reports it, moderators get a sealed copy, and that ends too.'],
    keys: [
      'Copies go dark',
      'Words are stored encrypted with the key of the minute in which they end. The moment that minute is over, its key is destroyed. So copies of the database and backups can’t be read either, a minute after the end at the latest.',
    ],
  } as Readonly<Record<PromiseName, readonly [name: string, words: string]>>,
  test: 'Test',
  testOf: (promise: string) => `The test of: ${promise}`,
})

export type PromiseName = 'gate' | 'clock' | 'traces' | 'threads' | 'counts' | 'pages' | 'erased' | 'evidence' | 'keys'
