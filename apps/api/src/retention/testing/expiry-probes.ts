import { madeUpSubscription } from '../../push/testing/made-up-subscription.ts'

// What the expiry suite knows of each endpoint.

export const words = 'canary-7f3a'
export const replyWords = 'canary-reply-91bc'
export const directWords = 'canary-direct-2e68'

export type Scene = {
  /** A crud of `handle`, who asks, and a reply to it. */
  uuid: string
  reply: string
  handle: string
  /** When the crud expires, ISO 8601. */
  expires_at: string
  /** A direct message to `handle`, unread, and its group. */
  direct: string
  message_group_uuid: string
}

type Probe = {
  args?: (scene: Scene) => Record<string, unknown>
  headers?: Record<string, string>
  /** The HTTP status that the author of the crud gets while it lives, so that a probe with wrong arguments fails. */
  alive?: number
  /** The words that the reply holds while they live. */
  shows?: string[]
  /** What else the reply tells of the living: a reference, a count or a tag. */
  tells?: (scene: Scene) => string
  /** The words of `args` that the endpoint publishes, and replies with. */
  writes?: string
}

const ofCrud = ({ uuid }: Scene) => ({ uuid })
const ofAuthor = ({ handle }: Scene) => ({ handle })
const ofData = () => ({ handle: 'data' })
const ofGroup = ({ message_group_uuid }: Scene) => ({ message_group_uuid })
const crudUuid = ({ uuid }: Scene) => uuid
const unread = (count: number) => () => `"unread_count":${count}`

/**
 * How each endpoint is asked for the crud of the scene, by its author. `alive` is 200 unless another status is given. An
 * endpoint with `shows`, `tells` or `writes` has `holdsCruds` in the contract, and no other has. A new endpoint must be added.
 */
export const probes: Record<string, Probe> = {
  checkHealth: {},
  checkReadiness: {},
  showOpenApi: {},
  signUp: {},
  confirmSignUp: {},
  checkHandle: {},
  resendCode: {},
  signIn: {},
  refreshSession: {},
  forgotPassword: {},
  resetPassword: {},
  signOut: {},
  signOutHere: {},
  listSessions: {},
  endSession: {},
  showMe: {},
  showKeys: {},
  changePassword: {},
  signOutEverywhere: {},
  listPasskeys: {},
  startPasskey: { args: () => ({ password: 'whatever it was' }), alive: 401 },
  addPasskey: { alive: 422 },
  renamePasskey: { args: ({ uuid }) => ({ uuid, name: 'A key' }), alive: 404 },
  removePasskey: { args: ofCrud, alive: 404 },
  startPasskeySignIn: {},
  signInByPasskey: { alive: 401 },
  exportAccount: { shows: [words, replyWords] },
  // The people of this suite have no passwords.
  deleteAccount: { args: () => ({ password: 'whatever it was' }), alive: 401 },
  countCrudsBefore: { tells: () => '"cruds_count":2' },
  burnCrudsBefore: { tells: () => '"burnt_count":2' },
  listMutedWords: {},
  muteWord: { args: () => ({ term: 'spoilers', span: 'week' }) },
  unmuteWord: { args: ofCrud, alive: 404 },
  showUserShort: { args: ofAuthor },
  updateProfile: { args: () => ({ display_name: 'Worf' }) },
  putProfile: { args: () => ({ display_name: 'Worf' }) },
  showPreferences: {},
  showPushKey: {},
  subscribeToPush: { args: () => madeUpSubscription('abc') },
  unsubscribeFromPush: { args: () => ({ endpoint: 'https://fcm.googleapis.com/fcm/send/abc' }) },
  changePreferences: { args: () => ({ default_lifetime: '1-hour' }) },
  homeActivities: { args: () => ({ limit: '100' }), shows: [words] },
  userActivities: { args: ({ handle }) => ({ handle, limit: '100' }), shows: [words, replyWords] },
  activityThread: { args: ({ handle, uuid }) => ({ handle, uuid, replies: 'nested' }), shows: [words, replyWords] },
  showActivity: { args: ofCrud, shows: [words] },
  shortenActivity: {
    args: ({ uuid, expires_at }) => ({ uuid, expires_at: new Date(Date.parse(expires_at) - 500).toISOString() }),
    shows: [words],
  },
  likeActivity: { args: ofCrud, tells: crudUuid },
  unlikeActivity: { args: ofCrud, tells: crudUuid },
  repostActivity: { args: ofCrud, tells: crudUuid },
  unrepostActivity: { args: ofCrud, tells: crudUuid },
  listLikes: { args: ofCrud, tells: crudUuid },
  listReposts: { args: ofCrud, tells: crudUuid },
  burnActivity: { args: ofCrud },
  followPerson: { args: ofData },
  unfollowPerson: { args: ofData },
  mutePerson: { args: ofData },
  unmutePerson: { args: ofData },
  blockPerson: { args: ofData },
  unblockPerson: { args: ofData },
  listFollowers: { args: ofAuthor },
  listFollowing: { args: ofAuthor },
  listMuted: {},
  listBlocked: {},
  suggestPeople: {},
  // Nobody reports their own crud.
  reportActivity: { args: ({ uuid }) => ({ uuid, reason: 'spam' }), alive: 422 },
  reportPerson: { args: () => ({ handle: 'data', reason: 'spam' }) },
  // Sealed evidence is for moderators, and has a suite of its own.
  listReports: { alive: 403 },
  decideReport: { args: (scene) => ({ ...ofCrud(scene), burn: 'nothing', suspend: null }), alive: 403 },
  listAudits: { alive: 403 },
  listPeople: { alive: 403 },
  suspendPerson: { args: () => ({ handle: 'data', length: '1-day', reason: 'spam' }), alive: 403 },
  liftSuspension: { args: ofData, alive: 403 },
  showStanding: {},
  showServer: {},
  showProof: {},
  listReceipts: {},
  listReceiptKeys: {},
  showReceipt: { args: () => ({ minute: '2020-01-01T00:00:00.000Z' }), alive: 404 },
  createOneMinuteCrud: { writes: '"handle":"one_minute"' },
  changeServer: { args: () => ({ sign_up: 'open' }), alive: 403 },
  listInvitations: { alive: 403 },
  createInvitation: { args: () => ({ uses: 1, days: 1 }), alive: 403 },
  endInvitation: { args: ofCrud, alive: 403 },
  // What it takes is no text: see the tests of error reports.
  reportWebError: { args: () => ({ name: 'Error', message: '', page: '/', frames: [] }) },
  testRollbar: { alive: 403 },
  // Numbers for moderators.
  showMetrics: { alive: 403 },
  listNotifications: { shows: [words, replyWords] },
  countUnreadNotifications: { tells: unread(2) },
  readNotifications: {},
  searchActivities: { args: () => ({ term: 'canary' }), shows: [words, replyWords] },
  searchPeople: { args: ({ handle }) => ({ term: handle }) },
  completePeople: { args: () => ({ prefix: 'data' }) },
  completeHashtags: { args: () => ({ prefix: 'can' }), tells: () => '"canary"' },
  knownHandles: { args: ({ handle }) => ({ handles: handle }) },
  listTrends: { tells: () => '"tag":"canary"' },
  // From the first transaction on: every event that is stored.
  openStream: { headers: { 'last-event-id': `${Date.now()}-0` }, tells: crudUuid },
  listMessageGroups: { shows: [directWords] },
  showMessageGroup: { args: ofGroup, tells: unread(1) },
  findMessageGroup: { args: ofData, tells: unread(1) },
  listMessages: { args: ofGroup, shows: [directWords] },
  createMessage: { args: (scene) => ({ ...ofGroup(scene), message: 'an answer' }), writes: 'an answer' },
  // Up to an instant before the message, which stays unread.
  readMessages: { args: (scene) => ({ ...ofGroup(scene), created_at: '2020-01-01T00:00:00Z' }), tells: unread(1) },
  shortenMessages: { args: (scene) => ({ ...ofGroup(scene), ttl: '1-hour' }), tells: unread(1) },
  // The message is another's: only its sender burns it, living or not.
  burnMessage: { args: ({ message_group_uuid, direct }) => ({ message_group_uuid, message_uuid: direct }), alive: 404 },
  createActivity: { args: () => ({ message: 'another', ttl: '1-hour' }), writes: 'another' },
  replyToActivity: { args: ({ uuid }) => ({ uuid, message: 'an answer' }), writes: 'an answer' },
}
