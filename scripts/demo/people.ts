export type DemoPerson = {
  handle: string
  name: string
  bio: string
  /** Days since they joined. */
  joined: number
}

export const people: DemoPerson[] = [
  {
    handle: 'mira',
    name: 'Mira Okafor',
    bio: 'Night-shift nurse, day-shift gardener. Tomatoes are a form of optimism.',
    joined: 212,
  },
  {
    handle: 'jonas',
    name: 'Jonas Weber',
    bio: 'Bakes bread, breaks builds. Backend engineer in Leipzig.',
    joined: 190,
  },
  { handle: 'yuki_t', name: 'Yuki Tanaka', bio: 'Illustrator. I draw trains that do not exist. 電車と猫', joined: 164 },
  {
    handle: 'dele',
    name: 'Dele Adeyemi',
    bio: 'Lagos → Lisbon. Sound engineer, reluctant runner, enthusiastic cook.',
    joined: 151,
  },
  {
    handle: 'sofia_r',
    name: 'Sofía Reyes',
    bio: 'Teaches physics to fourteen-year-olds. They win most arguments.',
    joined: 140,
  },
  {
    handle: 'hal',
    name: 'Hal Brennan',
    bio: 'Lighthouse volunteer, amateur meteorologist, professional complainer about fog.',
    joined: 128,
  },
  {
    handle: 'amina',
    name: 'Amina Yusuf',
    bio: 'PhD student, soil microbes. Ask me about dirt. Please, somebody ask me about dirt.',
    joined: 117,
  },
  { handle: 'tomasz', name: 'Tomasz Zieliński', bio: 'Bike courier, map nerd, 43 km before lunch.', joined: 96 },
  {
    handle: 'priya_k',
    name: 'Priya Krishnan',
    bio: 'Product designer. Fewer buttons. No, fewer than that.',
    joined: 81,
  },
  {
    handle: 'leo',
    name: 'Léo Marchand',
    bio: 'Pastry apprentice in Lyon. Up at 3, asleep by 8, dreaming of lamination.',
    joined: 73,
  },
  {
    handle: 'ingrid',
    name: 'Ingrid Solheim',
    bio: 'Ferry captain. The sea does not care about your calendar.',
    joined: 60,
  },
  {
    handle: 'chidi',
    name: 'Chidi Eze',
    bio: 'Chess club, accessibility testing, terrible puns. Screen-reader user.',
    joined: 44,
  },
  { handle: 'noor', name: 'Noor Haddad', bio: 'Translator between three languages and two cats.', joined: 31 },
  {
    handle: 'bex',
    name: 'Bex Turner',
    bio: 'Pub quiz host. Knows a little about everything and nothing about money.',
    joined: 19,
  },
  { handle: 'oskar', name: 'Oskar Lind', bio: '', joined: 6 },
  { handle: 'wren', name: 'Wren', bio: 'New here. Mostly birds. 🐦', joined: 1 },
]
