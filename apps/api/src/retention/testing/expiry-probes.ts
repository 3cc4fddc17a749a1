// What the expiry suite knows of each endpoint.

export const words = 'canary-7f3a'
export const replyWords = 'canary-reply-91bc'
export const directWords = 'canary-direct-2e68'

export type Scene = { uuid: string; reply: string; handle: string; direct: string; message_group_uuid: string }
type Probe = {
  args?: (scene: Scene) => Record<string, unknown>
  headers?: Record<string, string>
  shows: string[]
  writes?: true
}

/**
 * How each endpoint is asked for the crud of the scene. `shows` is what it shows of it while it lives; an endpoint that
 * holds no cruds shows nothing, ever. A new endpoint must say.
 */
export const probes: Record<string, Probe> = {
  checkHealth: { shows: [] },
  checkReadiness: { shows: [] },
  showOpenApi: { shows: [] },
  signUp: { shows: [] },
  confirmSignUp: { shows: [] },
  resendCode: { shows: [] },
  signIn: { shows: [] },
  refreshSession: { shows: [] },
  forgotPassword: { shows: [] },
  resetPassword: { shows: [] },
  signOut: { shows: [] },
  showMe: { shows: [] },
  showKeys: { shows: [] },
  changePassword: { shows: [] },
  signOutEverywhere: { shows: [] },
  exportAccount: { shows: [words, replyWords] },
  deleteAccount: { args: () => ({ password: 'whatever it was' }), shows: [] },
  showUserShort: { args: ({ handle }) => ({ handle }), shows: [] },
  updateProfile: { args: () => ({ display_name: 'Worf' }), shows: [] },
  putProfile: { args: () => ({ display_name: 'Worf' }), shows: [] },
  homeActivities: { args: () => ({ limit: '100' }), shows: [words] },
  userActivities: { args: ({ handle }) => ({ handle, limit: '100' }), shows: [words, replyWords] },
  activityThread: { args: ({ handle, uuid }) => ({ handle, uuid }), shows: [words, replyWords] },
  showActivity: { args: ({ uuid }) => ({ uuid }), shows: [words] },
  shortenActivity: { args: ({ uuid }) => ({ uuid, ttl: '30-days' }), shows: [] },
  likeActivity: { args: ({ uuid }) => ({ uuid }), shows: [] },
  unlikeActivity: { args: ({ uuid }) => ({ uuid }), shows: [] },
  repostActivity: { args: ({ uuid }) => ({ uuid }), shows: [] },
  unrepostActivity: { args: ({ uuid }) => ({ uuid }), shows: [] },
  burnActivity: { args: ({ uuid }) => ({ uuid }), shows: [] },
  followPerson: { args: ({ handle }) => ({ handle }), shows: [] },
  unfollowPerson: { args: ({ handle }) => ({ handle }), shows: [] },
  mutePerson: { args: ({ handle }) => ({ handle }), shows: [] },
  unmutePerson: { args: ({ handle }) => ({ handle }), shows: [] },
  blockPerson: { args: ({ handle }) => ({ handle }), shows: [] },
  unblockPerson: { args: ({ handle }) => ({ handle }), shows: [] },
  listFollowers: { args: ({ handle }) => ({ handle }), shows: [] },
  listFollowing: { args: ({ handle }) => ({ handle }), shows: [] },
  listMuted: { shows: [] },
  listBlocked: { shows: [] },
  suggestPeople: { shows: [] },
  reportActivity: { args: ({ uuid }) => ({ uuid, reason: 'spam' }), shows: [] },
  reportPerson: { args: ({ handle }) => ({ handle, reason: 'spam' }), shows: [] },
  // Sealed evidence is for moderators, and has a suite of its own.
  listReports: { shows: [] },
  closeReport: { args: ({ uuid }) => ({ uuid }), shows: [] },
  listNotifications: { shows: [words, replyWords] },
  countUnreadNotifications: { shows: [] },
  readNotifications: { shows: [] },
  searchActivities: { args: () => ({ term: 'canary' }), shows: [words, replyWords] },
  searchPeople: { args: ({ handle }) => ({ term: handle }), shows: [] },
  listTrends: { shows: [] },
  // Everything that is kept of what happened, from the first transaction on.
  openStream: { headers: { 'last-event-id': `${Date.now()}-0` }, shows: [] },
  listMessageGroups: { shows: [directWords] },
  showMessageGroup: { args: ({ message_group_uuid }) => ({ message_group_uuid }), shows: [] },
  findMessageGroup: { args: () => ({ handle: 'data' }), shows: [] },
  listMessages: { args: ({ message_group_uuid }) => ({ message_group_uuid }), shows: [directWords] },
  createMessage: { args: ({ message_group_uuid }) => ({ message_group_uuid, message: 'an answer' }), shows: [] },
  readMessages: { args: ({ message_group_uuid }) => ({ message_group_uuid }), shows: [] },
  shortenMessages: { args: ({ message_group_uuid }) => ({ message_group_uuid, ttl: '1-hour' }), shows: [] },
  createActivity: { args: () => ({ message: 'another', ttl: '1-hour' }), shows: [] },
  replyToActivity: { args: ({ uuid }) => ({ uuid, message: 'an answer' }), shows: [], writes: true },
}
