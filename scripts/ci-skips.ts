/** What a test may miss on CI because neither `npm test` nor a plain Linux machine provides it. */
const excuses: { name: RegExp; because: string }[] = [
  { name: /^against moto\b/, because: 'moto is a Python program' },
  { name: /^against ministack: .*\(skipped: there is no Python/, because: 'ministack is a Python program' },
  { name: /^the aws command line\b/, because: 'the AWS command line is a Python program' },
  { name: /\bas root, with checkout and data below a home\b/, because: 'only root can become another user' },
  {
    name: /\bas an ordinary user|as a user without a name|in a data directory that it may not write\b/,
    because: 'not every container lets root become another user',
  },
]

/**
 * Why a test may be skipped on CI, or null when it must run. `npm test` brings PostgreSQL, the DynamoDB emulator and, on
 * Linux x64, a browser: a test that misses one of these is broken, not skipped. CI therefore runs on Linux x64.
 *
 * @param name the full name: its suites and its title, with a space between them
 */
export function excuseFor(name: string): string | null {
  return excuses.find((excuse) => excuse.name.test(name))?.because ?? null
}
