import type { ErrorCode } from '@cruddur/contract/errors'

/**
 * Who asks for the author or their crud: a visitor, a member without relation to the author, the author, a member whom the
 * author blocked, and a member who blocked the author.
 */
export const roles = ['visitor', 'stranger', 'author', 'blocked', 'blocker'] as const
export type Role = (typeof roles)[number]

export type Cell = 'ok' | ErrorCode
export type Cells = readonly [visitor: Cell, stranger: Cell, author: Cell, blocked: Cell, blocker: Cell]

export type Row = {
  cells: Cells
  /** The roles for whom it changes stored data. For all others, refused or not, it must not. */
  changes?: readonly Role[]
  /** Whether a stranger's reply contains the author's crud. The suite then checks that a blocked reader's reply does not. */
  tells?: boolean
  /** The endpoint that is called before, so that there is something to undo. */
  after?: string
}

const all = (cell: Cell): Cells => [cell, cell, cell, cell, cell]
const ownOf = (cell: Cell): Cells => ['generic_401', cell, cell, cell, cell]
const members: Cells = ['generic_401', 'ok', 'ok', 'ok', 'ok']
const readCrud: Cells = ['ok', 'ok', 'ok', 'activity_not_found', 'activity_not_found']
const reachCrud: Cells = ['generic_401', 'ok', 'ok', 'activity_not_found', 'activity_not_found']
const ownCrud: Cells = ['generic_401', 'generic_403', 'ok', 'activity_not_found', 'activity_not_found']
const readPerson: Cells = ['ok', 'ok', 'ok', 'user_not_found', 'user_not_found']
const reachPerson: Cells = ['generic_401', 'ok', 'person_is_self', 'user_not_found', 'user_not_found']
// The author's group with another member.
const inGroup: Cells = [
  'generic_401',
  'message_group_not_found',
  'ok',
  'message_group_not_found',
  'message_group_not_found',
]
const noGroup: Cells = [
  'generic_401',
  'message_group_not_found',
  'message_group_not_found',
  'message_group_not_found',
  'message_group_not_found',
]
const noSession: Cells = [
  'generic_401',
  'session_not_found',
  'session_not_found',
  'session_not_found',
  'session_not_found',
]
const noMutedWord = ownOf('muted_word_not_found')
const moderators: Cells = ['generic_401', 'generic_403', 'generic_403', 'generic_403', 'generic_403']
// The people of these tests have tokens and no passwords.
const withoutPassword = all('generic_401')

const everybody = ['stranger', 'author', 'blocked', 'blocker'] as const
const twoOfThem = ['stranger', 'author'] as const
const oneOfThem = ['stranger'] as const

/** Who may do what, endpoint by endpoint. */
export const authorization: Record<string, Row> = {
  checkHealth: { cells: all('ok') },
  checkReadiness: { cells: all('ok') },
  showOpenApi: { cells: all('ok') },

  signUp: { cells: all('ok') },
  confirmSignUp: { cells: all('code_invalid') },
  checkHandle: { cells: all('ok') },
  resendCode: { cells: all('ok') },
  signIn: { cells: all('generic_401') },
  refreshSession: { cells: all('generic_401') },
  forgotPassword: { cells: all('ok') },
  resetPassword: { cells: all('code_invalid') },
  signOut: { cells: all('ok') },
  showKeys: { cells: all('ok') },
  showMe: { cells: members },
  showPushKey: { cells: members },
  subscribeToPush: { cells: members, changes: everybody },
  unsubscribeFromPush: { cells: members, changes: everybody, after: 'subscribeToPush' },
  changePassword: { cells: withoutPassword },
  listPasskeys: { cells: members },
  startPasskey: { cells: withoutPassword },
  addPasskey: { cells: ownOf('passkey_invalid') },
  // Passkeys of one's own alone.
  renamePasskey: { cells: ownOf('passkey_not_found') },
  removePasskey: { cells: ownOf('passkey_not_found') },
  startPasskeySignIn: { cells: all('ok') },
  signInByPasskey: { cells: all('generic_401') },
  signOutEverywhere: { cells: members },
  signOutHere: { cells: all('ok') },
  listSessions: { cells: members },
  // Sessions of one's own alone: that of anybody else is absent.
  endSession: { cells: noSession },

  showUserShort: { cells: readPerson },
  updateProfile: { cells: members, changes: everybody },
  putProfile: { cells: members, changes: everybody },
  showPreferences: { cells: members },
  changePreferences: { cells: members, changes: everybody },
  exportAccount: { cells: members },
  deleteAccount: { cells: withoutPassword },
  countCrudsBefore: { cells: members },
  // Everybody's own: only the author has a crud to burn.
  burnCrudsBefore: { cells: members, changes: ['author'] },
  listMutedWords: { cells: members },
  muteWord: { cells: members, changes: everybody },
  // Muted words of one's own alone.
  unmuteWord: { cells: noMutedWord },

  homeActivities: { cells: all('ok'), tells: true },
  // The blocker finds the person, without their cruds, to undo the block.
  userActivities: { cells: ['ok', 'ok', 'ok', 'user_not_found', 'ok'], tells: true },
  activityThread: { cells: readPerson, tells: true },
  showActivity: { cells: readCrud, tells: true },
  createActivity: { cells: members, changes: everybody },
  createOneMinuteCrud: { cells: all('ok'), changes: roles },
  replyToActivity: { cells: reachCrud, tells: true, changes: twoOfThem },
  shortenActivity: { cells: ownCrud, changes: ['author'] },
  burnActivity: { cells: ownCrud, changes: ['author'] },

  likeActivity: { cells: reachCrud, tells: true, changes: twoOfThem },
  unlikeActivity: { cells: reachCrud, tells: true, changes: twoOfThem, after: 'likeActivity' },
  repostActivity: { cells: reachCrud, tells: true, changes: twoOfThem },
  unrepostActivity: { cells: reachCrud, tells: true, changes: twoOfThem, after: 'repostActivity' },

  listLikes: { cells: readCrud, tells: true },
  listReposts: { cells: readCrud, tells: true },

  followPerson: { cells: reachPerson, changes: oneOfThem },
  unfollowPerson: { cells: reachPerson, changes: oneOfThem, after: 'followPerson' },
  mutePerson: { cells: reachPerson, changes: oneOfThem },
  unmutePerson: { cells: reachPerson, changes: oneOfThem, after: 'mutePerson' },
  blockPerson: { cells: ['generic_401', 'ok', 'person_is_self', 'user_not_found', 'ok'], changes: oneOfThem },
  unblockPerson: {
    cells: ['generic_401', 'ok', 'person_is_self', 'user_not_found', 'ok'],
    changes: ['stranger', 'blocker'],
    after: 'blockPerson',
  },
  listFollowers: { cells: readPerson },
  listFollowing: { cells: readPerson },
  listMuted: { cells: members },
  listBlocked: { cells: members },
  suggestPeople: { cells: all('ok') },

  reportActivity: {
    cells: ['generic_401', 'ok', 'person_is_self', 'activity_not_found', 'activity_not_found'],
    changes: oneOfThem,
  },
  // The blocker may report the person.
  reportPerson: {
    cells: ['generic_401', 'ok', 'person_is_self', 'user_not_found', 'ok'],
    changes: ['stranger', 'blocker'],
  },
  reportWebError: { cells: all('ok') },
  testRollbar: { cells: moderators },
  listReports: { cells: moderators },
  decideReport: { cells: moderators },
  listAudits: { cells: moderators },
  listPeople: { cells: moderators },
  suspendPerson: { cells: moderators },
  liftSuspension: { cells: moderators },
  showProof: { cells: all('ok') },
  listReceipts: { cells: all('ok') },
  listReceiptKeys: { cells: all('ok') },
  // Of a minute that was before the log.
  showReceipt: { cells: all('receipt_not_found') },
  showServer: { cells: all('ok') },
  changeServer: { cells: moderators },
  listInvitations: { cells: moderators },
  createInvitation: { cells: moderators },
  endInvitation: { cells: moderators },
  showStanding: { cells: members },
  showMetrics: { cells: moderators },

  listMessageGroups: { cells: members },
  showMessageGroup: { cells: inGroup },
  findMessageGroup: { cells: noGroup },
  listMessages: { cells: inGroup },
  // To a person: nobody writes to themselves, or to a person whom a block hides.
  createMessage: {
    cells: [
      'generic_401',
      'ok',
      'user_reciever_handle_blank',
      'user_reciever_handle_blank',
      'user_reciever_handle_blank',
    ],
    changes: oneOfThem,
  },
  readMessages: { cells: inGroup, changes: ['author'] },
  shortenMessages: { cells: inGroup, changes: ['author'] },
  burnMessage: { cells: inGroup, changes: ['author'] },

  listNotifications: { cells: members },
  countUnreadNotifications: { cells: members },
  readNotifications: { cells: members, changes: ['author'] },
  searchActivities: { cells: all('ok'), tells: true },
  searchPeople: { cells: all('ok') },
  completePeople: { cells: members },
  completeHashtags: { cells: members },
  knownHandles: { cells: all('ok') },
  listTrends: { cells: all('ok') },
  openStream: { cells: all('ok') },
}
