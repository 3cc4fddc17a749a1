import type { reportReasons } from '@cruddur/contract/reports'

export type Reason = (typeof reportReasons)[number]

export const reasonWords: Readonly<Record<Reason, string>> = {
  spam: 'Spam or a fraud',
  harassment: 'It harasses somebody',
  hate: 'It is hateful',
  violence: 'It threatens or glorifies violence',
  sexual: 'It is sexual and unwanted',
  illegal: 'It is against the law',
  other: 'Something else',
}
