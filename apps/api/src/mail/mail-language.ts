export const mailLanguages = ['en', 'de', 'ar'] as const
export type MailLanguage = (typeof mailLanguages)[number]

const isOurs = (name: string): name is MailLanguage => (mailLanguages as readonly string[]).includes(name)

/**
 * The language to write to a person in: the first of our languages that a request prefers (RFC 9110, section 12.5.4). Our
 * pages send the one that the reader chose. English if none is ours.
 *
 * @param header such as `de-AT, de;q=0.9, en;q=0.5`
 */
export function mailLanguage(header: string | undefined): MailLanguage {
  const preferred = (header ?? '')
    .split(',')
    .map((part) => {
      const [range = '', weight = ''] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*q\s*=\s*/)
      return { name: range.split('-')[0] ?? '', quality: weight === '' ? 1 : Number(weight) }
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
  return preferred.map(({ name }) => name).find(isOurs) ?? 'en'
}
