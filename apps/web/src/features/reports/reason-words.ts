import type { reportReasons } from '@cruddur/contract/reports'

export type Reason = (typeof reportReasons)[number]

export const reasonWords: Readonly<Record<Reason, string>> = {
  spam: 'Spam or scam',
  harassment: 'Harassment',
  hate: 'Hate',
  violence: 'Threats or violence',
  sexual: 'Unwanted sexual content',
  illegal: 'Illegal',
  other: 'Something else',
}
