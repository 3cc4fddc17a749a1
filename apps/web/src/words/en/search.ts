import { plural } from '../plural.ts'
import { room } from '../room.ts'

export const search = room('search', {
  heading: 'Search',
  headingFor: (term: string) => `${term} · Search`,
  label: 'Search cruds and people',
  whatToFind: 'What to find',
  cruds: 'Cruds',
  people: 'People',
  crudsFor: (term: string) => `Cruds found for ${term}`,
  peopleFor: (term: string) => `People found for ${term}`,
  noCruds: 'No results',
  noCrudsHint: 'Maybe it was said and is gone by now. Try fewer words.',
  noPeople: 'No people found',
  noPeopleHint: 'Try the beginning of a handle, or of a word in a name.',
  tips: 'Search tips',
  /** Examples that can be tried, and what they find. */
  twoWords: { term: 'good day', finds: 'both words, or words that begin with them' },
  phrase: { term: '"good day to"', finds: 'these words in this order' },
  fromPerson: 'only what that person said',
  withTag: 'only with this tag',
  without: { term: 'good -rain', finds: 'without the second word' },
  onlyLive: 'Search finds only what’s still live.',
  liveNow: 'Live now',
  crudsByPeople: (cruds: number, people: number) =>
    `${plural(cruds, { one: '# crud', other: '# cruds' })} by ${plural(people, { one: '# person', other: '# people' })}`,
})
