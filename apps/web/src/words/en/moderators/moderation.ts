import type { Audit } from '@cruddur/contract/moderation/audits'
import type { SignUpMode } from '@cruddur/contract/moderation/server-facts'
import type { SuspensionLength } from '@cruddur/contract/moderation/suspensions'
import { plural } from '../../plural.ts'
import { room } from '../../room.ts'

const lengths: Readonly<Record<SuspensionLength, string>> = {
  '1-day': 'A day',
  '7-days': '7 days',
  '30-days': '30 days',
  'for-good': 'For good',
}

const actions: Readonly<Record<Audit['action'], (about: string) => string>> = {
  close: (about) => `closed a report about ${about}`,
  dismiss: (about) => `dismissed a report about ${about}`,
  burn: (about) => `burned a crud by ${about}`,
  burn_all: (about) => `burned everything by ${about}`,
  suspend: (about) => `suspended ${about}`,
  lift: (about) => `lifted the suspension of ${about}`,
  open_sign_up: () => 'let anybody sign up',
  invite_only: () => 'let only invited people sign up',
  close_sign_up: () => 'closed sign-up',
  invite: () => 'made an invitation',
  end_invitation: () => 'ended an invitation',
}

const signUp: Readonly<Record<SignUpMode, string>> = {
  open: 'Anybody',
  invited: 'People with an invitation',
  closed: 'Nobody',
}

/** The moderators' pages, what suspended people see, and how reporting speaks of moderators. */
export const moderation = room('moderation', {
  heading: 'Moderation',
  to: 'moderate this server',
  tabs: 'Moderation',
  reports: 'Reports',
  people: 'People',
  decisions: 'Decisions',
  // With a hyphen that breaks no line.
  signUp: 'Sign\u2011up',
  server: 'Server',
  forModerators: 'For moderators',
  forModeratorsBody: 'Moderators decide reports here. The operator names them in the setting MODERATORS.',

  noReports: 'No open reports',
  noReportsBody: 'When somebody reports a crud or a person, you see it here. Each look is recorded.',
  reportList: 'Open reports',
  about: (handle: string) => `About @${handle}`,
  reportedBy: (handle: string) => `reported by @${handle}`,
  reporterLeft: 'reported by somebody who left',
  evidence: 'What it said',
  noEvidence: 'The report is about the person, not about a crud.',
  note: 'Note',
  crudGone: 'The crud is gone.',
  crudLives: (left: string) => `The crud is still there: ${left}.`,
  moreReports: (count: number) =>
    plural(count, { one: '# open report about this person', other: '# open reports about this person' }),
  isSuspended: 'Suspended',
  dismiss: 'Dismiss',
  decide: 'Decide…',
  failed: 'That didn’t work.',
  decided: 'Decided. The evidence is destroyed.',

  decideTitle: (handle: string) => `Decide about @${handle}`,
  decideBody:
    'This closes every report of the same crud and destroys their evidence. What you decide is recorded, without words.',
  burn: 'Burn',
  burnings: { nothing: 'Nothing', crud: 'This crud', everything: 'Everything they published' },
  suspend: 'Suspend',
  notSuspended: 'No',
  lengths,
  suspendHint:
    'Suspended people can read, burn, take their data along and leave. They can’t post, like, follow or write.',
  decideSubmit: 'Decide',

  searchPeople: 'Handle begins with',
  onlySuspended: 'Only suspended people',
  peopleList: 'People',
  noPeople: 'Nobody found',
  noPeopleBody: 'No handle begins like that.',
  joined: (date: string) => `Joined ${date}`,
  cruds: (count: number) => plural(count, { one: '# live crud', other: '# live cruds' }),
  openReports: (count: number) => plural(count, { one: '# open report', other: '# open reports' }),
  moderator: 'Moderator',
  suspendedUntil: (date: string) => `Suspended until ${date}`,
  suspendedForGood: 'Suspended for good',
  suspendPerson: 'Suspend…',
  lift: 'Lift',
  lifted: (handle: string) => `@${handle} can take part again.`,
  suspended: (handle: string) => `@${handle} is suspended.`,
  suspendTitle: (handle: string) => `Suspend @${handle}`,
  howLong: 'For how long?',

  noDecisions: 'No decisions yet',
  noDecisionsBody: 'What moderators do here is listed for a year, without words.',
  decisionList: 'What moderators decided',
  actions,
  somebodyGone: 'somebody who left',

  whoSignsUp: 'Who can sign up?',
  signUpModes: signUp,
  signUpSaved: 'Saved.',
  invitations: 'Invitations',
  invitationsHint: 'Give the code to whom you invite. It works until it ends or is used up.',
  noInvitations: 'No invitation works now.',
  uses: 'For how many people?',
  days: 'For how many days?',
  invite: 'Make an invitation',
  usesLeft: (count: number) => plural(count, { one: 'for # more person', other: 'for # more people' }),
  ends: (date: string) => `ends ${date}`,
  copy: 'Copy code',
  copied: 'Copied.',
  copyFailed: 'Couldn’t copy. Select the code and copy it yourself.',
  endInvitation: 'End',

  standing: 'Your account is suspended',
  standingUntil: (date: string) => `A moderator suspended it until ${date}.`,
  standingForGood: 'A moderator suspended it for good.',
  standingReason: (reason: string) => `The reason: ${reason}.`,
  standingBody: 'You can still read, burn what you wrote, take your data along and delete your account.',
  open: 'Open the moderation page',
  openBody: 'You’re a moderator of this server.',

  limits: 'Limits',
  limitsCaption: 'How often requests may come',
  limitHeads: ['What', 'At most', 'In'],
  limitNames: {
    address: 'Requests from one address',
    person: 'Requests of one person',
    seldom: 'Error reports from one address',
    signUpsFromAddress: 'Sign-ups from one address',
    signInsFromAddress: 'Failed sign-ins from one address',
    signInsOfAccount: 'Failed sign-ins to one account',
    codesFromAddress: 'Codes typed in from one address',
    codesOfAccount: 'Codes typed in for one account',
    codesOfAccountPerDay: 'Codes typed in for one account, in the long run',
    emailsFromAddress: 'E-mails asked for from one address',
    emailsToAccount: 'E-mails to one mailbox',
  },
})
