/**
 * Every code that an error reply can carry, with the HTTP status it is sent with.
 * An error reply is always a JSON array of these. The original's codes keep their spelling.
 */
export const errorStatus = {
  // Input that is not valid: 422, one code for each field.
  ttl_blank: 422,
  message_blank: 422,
  message_invalid: 422,
  message_exceed_max_chars: 422,
  message_exceed_max_chars_1024: 422,
  activity_uuid_blank: 422,
  cognito_user_id_blank: 422,
  message_group_uuid_blank: 422,
  user_reciever_handle_blank: 422,
  search_term_blank: 422,
  blank_user_handle: 422,
  display_name_blank: 422,
  display_name_invalid: 422,
  display_name_reserved: 422,
  display_name_exceed_max_chars: 422,
  bio_invalid: 422,
  bio_exceed_max_chars: 422,
  handle_blank: 422,
  handle_invalid: 422,
  handle_reserved: 422,
  handle_taken: 422,
  email_blank: 422,
  email_invalid: 422,
  password_blank: 422,
  password_too_short: 422,
  password_too_long: 422,
  password_invalid: 422,
  password_too_common: 422,
  password_too_simple: 422,
  password_wrong: 422,
  code_blank: 422,
  code_invalid: 422,
  ttl_not_shorter: 422,
  expires_at_invalid: 422,
  created_at_invalid: 422,
  reason_invalid: 422,
  note_invalid: 422,
  note_exceed_max_chars: 422,
  search_term_exceed_max_chars: 422,
  feed_invalid: 422,
  sort_invalid: 422,
  filter_invalid: 422,
  person_is_self: 422,
  limit_invalid: 422,
  cursor_invalid: 422,
  idempotency_key_invalid: 422,
  idempotency_key_reused: 422,
  // The request itself is not valid.
  body_invalid: 400,
  body_too_large: 413,
  content_type_invalid: 415,
  precondition_failed: 412,
  range_invalid: 416,
  // The caller, and what they ask for.
  generic_401: 401,
  generic_403: 403,
  user_not_confirmed: 403,
  activity_not_found: 404,
  user_not_found: 404,
  message_group_not_found: 404,
  report_not_found: 404,
  session_not_found: 404,
  not_found: 404,
  method_not_allowed: 405,
  rate_limited: 429,
  // The server.
  generic_500: 500,
  database_unavailable: 503,
  database_not_writable: 503,
  database_clock_behind: 503,
  identity_unavailable: 503,
  erasure_lagging: 503,
  email_unavailable: 503,
  server_busy: 503,
} as const

export type ErrorCode = keyof typeof errorStatus

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errorStatus, value)
}

/** Codes that any endpoint can answer, whatever it does. */
export const commonErrors = [
  'rate_limited',
  'generic_500',
  'database_unavailable',
  'identity_unavailable',
  'server_busy',
] as const satisfies ErrorCode[]
