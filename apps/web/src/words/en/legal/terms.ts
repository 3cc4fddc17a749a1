import { room } from '../../room.ts'

const rules: readonly string[] = [
  'Don’t threaten or harass anybody, and don’t reveal anybody’s private life. That it will be gone is no excuse.',
  'Don’t post anything illegal, nor anything sexual that involves minors.',
  'Don’t impersonate anybody, and don’t send spam.',
  'Don’t try to break the service, to get around its limits, or to read what is not meant for you.',
  'Be old enough to agree to this by yourself where you live, and in any case at least 13.',
]

export const terms = room('terms', {
  heading: 'Terms',
  lead: 'These are the terms between you and whoever runs this server, “we” on this page. They are short because the service is small.',
  whatYouGet: 'What you get',
  get: 'A place to say things that end. You choose the end of each crud when you post it, and we keep <about>our promises</about> about it. We cannot bring anything back: not by mistake, not on request, not for money. If you want to keep what you write, keep a copy of your own.',
  whatWeAsk: 'What we ask',
  rules,
  whatIsYours: 'What is yours',
  yours:
    'Your words stay yours. You let us show your cruds to everybody who visits, and your messages to the person you write to, until their end and no longer: that permission expires with them. You give us no other rights to them.',
  whatOthersDo: 'What others do',
  others:
    'Cruds are public. People can copy what they read before it is gone. Don’t copy what others say here in order to keep it: they said it to be forgotten. We ask this of you, but we can’t enforce it on everybody.',
  whenItGoesWrong: 'When it goes wrong',
  wrong:
    'We may take down a crud, or close an account, that breaks these terms. You may stop at any time. The service comes as it is: it can fail, lose a crud early, or end. Don’t rely on it for anything that must not be lost, nor in an emergency.',
  changesHeading: 'Changes',
  changes:
    'When these terms change, this page changes, and its history is public with the source code. A promise about forgetting is never weakened for cruds that were posted under it.',
})
