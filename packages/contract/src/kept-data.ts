/**
 * What the server keeps about people, in the words of the privacy page, which is made from this list. Each entry names the
 * columns that it speaks of, separated by spaces. A test fails for a column of the database that no entry names: decide
 * what people must know of it, and say it here.
 */
export type KeptData = { name: string; words: string; columns: Readonly<Record<string, string>> }

export const keptData = [
  {
    name: 'Cruds and replies',
    words:
      'Shown to everybody until their end, and not a moment longer. The tags, mentions and words in them are indexed for search, for as long. Deleted within 60 seconds of their end when the server runs as it should.',
    columns: {
      'public.activities':
        'uuid user_uuid sealed reply_to_activity_uuid replies_count reposts_count likes_count created_at expires_at leaves_early words',
      'public.activity_tags': 'activity_uuid tag beginnings sealed user_uuid created_at crud_expires_at',
      'public.activity_mentions': 'activity_uuid user_uuid',
    },
  },
  {
    name: 'Direct messages',
    words:
      'Shown to the two of you until their end, 30 days at most, or until their sender burns them. They are stored encrypted, with a key that this server destroys within a minute after their end. Until then whoever runs this server has that key, and can read them. Kept with them: the lifetime you chose, and when each of you last read. The operator may keep all of this in a database at Amazon.',
    columns: {
      'public.messages': 'uuid group_uuid user_uuid sealed created_at expires_at',
      'public.message_groups': 'uuid one_uuid other_uuid lifetime last_at one_read_at other_read_at expires_at',
    },
  },
  {
    name: 'Likes and reposts',
    words:
      'The author of the crud sees who they are from, and your followers see what you repost. Gone with the crud, or when you take them back.',
    columns: {
      'public.likes': 'activity_uuid user_uuid created_at',
      'public.reposts': 'activity_uuid user_uuid created_at crud_expires_at',
    },
  },
  {
    name: 'Follows, mutes and blocks',
    words:
      'Who you follow is public. Only you can see who you muted or blocked. Kept, with the time, until you take them back or delete your account.',
    columns: {
      'public.follows': 'follower_uuid followed_uuid created_at',
      'public.mutes': 'user_uuid muted_uuid created_at',
      'public.blocks': 'user_uuid blocked_uuid created_at',
    },
  },
  {
    name: 'Muted words',
    words:
      'The words and tags that you muted, and when. Only you can see them; whoever runs the server can read them in the database. Kept until the end that you chose, until you take them back, or until you delete your account.',
    columns: { 'public.muted_words': 'uuid user_uuid term is_tag plain created_at expires_at' },
  },
  {
    name: 'Notifications',
    words:
      'Who did what, when, and whether you have seen it. Never the words. Gone with the crud, and after 30 days. When something of yours has ended: a receipt with the minute, and nothing else, for a day.',
    columns: {
      'public.notifications':
        'uuid user_uuid actor_uuid kind activity_uuid created_at read_at group_uuid receipt_minute',
    },
  },
  {
    name: 'Notes on your device',
    words:
      'If you switch them on: the address and the keys that your browser’s maker gave it for this, and the language. A note says that there is a reply, a mention, a message or a crud that ends soon, and when it ends; never whose, and never the words. It is encrypted, so the maker’s push service, which passes it on, reads only its length, its end and who runs this server. Kept until you switch them off or sign out there; which note you were sent, until the end of what it is about.',
    columns: {
      'public.push_subscriptions': 'uuid user_uuid session_id endpoint p256dh auth language created_at expires_at',
      'public.push_notes': 'uuid user_uuid kind about_uuid activity_uuid due_at tries expires_at',
    },
  },
  {
    name: 'Reports',
    words:
      'A copy of the reported crud, who reported it, and why. It is for the moderators of this server. Where the operator has named none, nobody looks at it. It is stored encrypted, with a key that is destroyed when it ends. Until then whoever runs the server can read it. Destroyed when a moderator decides the report, and after 30 days. Which moderator looked, and what they decided about whom, is recorded for a year, without words.',
    columns: {
      'public.reports':
        'uuid reporter_uuid reported_uuid activity_uuid reason sealed_note sealed_evidence created_at expires_at',
      'public.report_audits': 'uuid report_uuid moderator_handle action created_at about_uuid',
    },
  },
  {
    name: 'Suspensions',
    words:
      'If a moderator suspended you: why, since when and until when. You see it in Settings. Kept until it ends or is lifted, or you delete your account.',
    columns: { 'public.suspensions': 'user_uuid reason created_at ends_at' },
  },
  {
    name: 'Invitations',
    words:
      'Their codes, which moderator made them, and how often they can still be used. If you sign up with one: a hash of your e-mail address, so that a second try is not counted twice. Kept until the invitation ends, 30 days at most.',
    columns: {
      'public.invitations': 'uuid code moderator_handle uses_left created_at expires_at',
      'public.invitation_uses': 'invitation_uuid email_hash',
    },
  },
  {
    name: 'Name, handle, bio and face',
    words: 'Public: they show who speaks. Kept as long as your account; they do not expire.',
    columns: {
      'public.users': 'uuid cognito_user_uuid handle display_name bio face created_at plain_name',
      'auth.user': 'id name handle createdAt updatedAt',
    },
  },
  {
    name: 'Preferences',
    words:
      'The lifetime that you want to start with, whether you want receipts, and when you went through the welcome. Only you can see them. Kept as long as your account.',
    columns: { 'public.users': 'default_lifetime welcomed_at wants_receipts' },
  },
  {
    name: 'E-mail address',
    words:
      'To confirm that it’s yours and to reset a lost password. Never shown. Kept as long as your account. If you never confirm it, it is kept with the rest of your sign-up for 24 hours. Codes are kept until they are used or too old. The operator may keep accounts at Amazon Cognito: then it has the address, name, handle and password, and sends the codes.',
    columns: {
      'auth.user': 'email emailVerified',
      'auth.sign_ups': 'email sub name handle password code code_attempts code_expires_at expires_at browser',
      'auth.held_handles': 'skeleton email expires_at',
      'auth.reset_codes': 'email code attempts expires_at',
      'auth.cognito_sign_ups': 'email browser name handle sealed_password sign_in_password sub expires_at',
    },
  },
  {
    name: 'E-mails to you',
    words:
      'Codes and notices about your account, never a crud. Until the mail server has taken one it waits in a file, for a day at most. A server without a mail server writes them to files, and removes those older than a day whenever it writes another.',
    columns: {},
  },
  {
    name: 'Password',
    words:
      'Only as a salted scrypt hash, which nobody can turn back into the password. Kept as long as your account. With accounts at Amazon Cognito, that has it instead, and the password that you choose is kept until you confirm, for 24 hours at most, encrypted by your browser’s cookie.',
    columns: { 'auth.account': 'id accountId providerId userId password createdAt updatedAt' },
  },
  {
    name: 'Passkeys',
    words:
      'If you add one: its name, its public key, how often and when it was last used, and when you made it. The secret half never leaves your device. Kept until you remove it or delete your account. A random number that your device signs is kept for five minutes.',
    columns: {
      'auth.passkeys': 'id user_id name credential_id public_key counter transports created_at last_used_at',
      'auth.passkey_challenges': 'challenge user_id expires_at',
    },
  },
  {
    name: 'Sessions',
    words:
      'For each device on which you are signed in: the kind of browser and system, when you signed in, and when you were last seen. Kept until you sign out there, set a new password, or stay away for 30 days; 180 days at most. As long, a hash by which a browser that you have signed in with is recognised.',
    columns: {
      'auth.session':
        'id expiresAt token createdAt updatedAt userAgent userId family previous_token rotation_salt rotated_at last_seen_at',
      'auth.cognito_sessions':
        'id sub family token previous_token rotation_salt rotated_at sealed_token is_named tokens_expire_at device created_at last_seen_at expires_at',
      'auth.ended_sessions': 'session_id expires_at',
      'auth.ended_people': 'sub ended_at expires_at',
      'auth.known_browsers': 'key expires_at',
    },
  },
  {
    name: 'Network address',
    words:
      'To limit abuse: requests and attempts are counted for each address and account, as long as a limit lasts, which is minutes for most and a day at most unless the operator says otherwise. What is stored is a hash of the address.',
    columns: { 'auth.attempts': 'key count expires_at', 'public.rate_counts': 'key part count expires_at' },
  },
  {
    name: 'Retries',
    words:
      'A random key and a checksum of each crud, reply and message that you send, so that a retry does not post it twice. Gone with the crud or the message, and after 24 hours.',
    columns: {
      'public.idempotency_keys': 'user_uuid key fingerprint activity_uuid expires_at kind message_uuid',
    },
  },
  {
    name: 'What just happened',
    words:
      'For open pages: which crud, message, person or conversation changed, and when. Never the words. For about 10 minutes.',
    columns: {
      'public.stream_events':
        'id created_at xid kind activity_uuid author_uuid expires_at user_uuid message_group_uuid message_uuid',
    },
  },
  {
    name: 'What came from the first Cruddur',
    words:
      'If you had an account or cruds there: their random numbers, so that what you delete here is not brought back. Until the crud would have ended, and for 30 days for an account.',
    columns: { 'public.imported_rows': 'uuid expires_at' },
  },
  {
    name: 'A change of how you sign in',
    words:
      'If the operator moves your account to another sign-in service: the random numbers by which both know you, and when. For a year, or until you delete your account.',
    columns: { 'public.subject_changes': 'uuid user_uuid old_sub new_sub created_at' },
  },
  {
    name: 'A deleted account',
    words:
      'Its handle, so that nobody can take it for 30 days. The random number by which the server knew it, so that nothing brings it back, for two days. If it could not be deleted in one go: the language to tell you in once it is, until then.',
    columns: {
      'public.retired_handles': 'handle expires_at',
      'public.deleted_accounts': 'sub finished expires_at user_uuid language',
    },
  },
] as const satisfies readonly KeptData[]

export type KeptDataName = (typeof keptData)[number]['name']

/** Columns that are about nobody. */
export const impersonalData: KeptData['columns'] = {
  'public.schema_migrations': 'name sha256 applied_at',
  'public.clock_mark': 'only_row latest',
  'public.push_keys': 'only_row private_key created_at',
  'public.key_ring': 'only_row ring_uuid minute check_value',
  'public.original_imports': 'started_at',
  'public.server_settings': 'only_row sign_up',
  'public.receipts':
    'line first_minute minutes keys rows_least destroyed_by lag_seconds previous hash key_id signature',
  'public.receipt_keys': 'key_id public_key created_at',
  'public.erasure_tallies': 'rows',
  'public.message_endings': 'expires_at',
  'public.erasure_mark': 'only_row erased_until worst_ms',
  'public.erasure_hours': 'hour worst_ms keys rows blur expires_at',
  'auth.signing_keys': 'kid public_key created_at expires_at',
}

/** Columns of better-auth's tables that nothing is ever written to. A test looks. */
export const unusedData: KeptData['columns'] = {
  'auth.user': 'image',
  'auth.account': 'accessToken refreshToken idToken accessTokenExpiresAt refreshTokenExpiresAt scope',
  'auth.session': 'ipAddress',
  'auth.verification': 'id identifier value expiresAt createdAt updatedAt',
}
