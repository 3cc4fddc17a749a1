import { numberWords, plural } from '../../plural.ts'
import { room } from '../../room.ts'

/** What the member can take along, and what they can end. */
export const ownData = room('ownData', {
  exportHeading: 'Export',
  exportWords:
    'One JSON file with everything we keep about you. Cruds that have ended are not in it: nothing is left of them. The file won’t forget by itself.',
  exportIt: 'Export my data',
  exported: 'Saved to your downloads.',
  exportFailed: 'Export failed.',
  burnHeading: 'Burn your cruds',
  burnWords: 'All of them, or those from before a day. Replies of yours count too.',
  before: 'From before',
  beforeHint: 'Leave it empty to burn everything.',
  countFailed: 'Couldn’t count your cruds.',
  nothingToBurn: 'There’s nothing to burn.',
  count: (n: number) => plural(n, { one: 'That’s # crud.', other: 'That’s # cruds.' }),
  burnThem: 'Burn them',
  burnEverything: 'Burn everything',
  burnAsk: (n: number) => plural(n, { one: 'Burn # crud?', other: 'Burn # cruds?' }),
  burnNow: 'Burn now',
  keepThem: 'Keep them',
  burnAll: 'Everything you wrote is gone at once, with the replies to it. Nobody can bring it back. Not even us.',
  burnFromBefore: (day: string) =>
    `Everything you wrote from before ${day} is gone at once, with the replies to it. Nobody can bring it back. Not even us.`,
  burntSoFar: (n: number) => `${plural(n, { one: '# crud', other: '# cruds' })} burnt so far…`,
  burnt: (n: number) => plural(n, { one: '# crud is burnt.', other: '# cruds are burnt.' }),
  deleteHeading: 'Delete account',
  deleteWords: 'Everything ends here, and so can your account: at once, with everything in it.',
  deleteIt: 'Delete my account',
  deleteAsk: 'Delete your account?',
  whatDeletingDoes: (handle: string, days: number) =>
    `Your profile, your cruds and the replies to them, your likes, reposts, follows and notifications are gone at once, and the messages you sent are erased. Nobody can bring any of it back. For ${numberWords(days)} days nobody can take the handle @${handle}.`,
  deleteEverything: 'Delete everything',
  typeHandle: (handle: string) => `Type your handle: ${handle}`,
  typeToMeanIt: (handle: string) => `Type ${handle} to show that you mean it.`,
  yourPassword: 'Your password',
  enterPassword: 'Enter your password.',
  goodbye: 'Your account is gone, with everything in it. Goodbye.',
})
