// Patterns for JSON Schema, of ranges alone: not every reader of OpenAPI knows classes such as \p{Cc}.

const controls = '\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f'
const lineControls = '\\t\\n\\r'
const bidiControls = '\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069'
const blanks =
  ' \\t\\n\\r\\u00a0\\u00ad\\u034f\\u061c\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f' +
  '\\u2028-\\u202f\\u205f-\\u206f\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufff8'

/** Text that a reader sees something of. */
export const visiblePattern = `[^${blanks}${controls}]`

/** What `text` of these rules accepts, apart from its length. It may refuse a text that `text` trims or normalizes. */
export function textPattern({
  lines,
  name = false,
  blank,
}: {
  lines: boolean
  name?: boolean
  blank?: unknown
}): string {
  const refused = `${controls}${lines ? '' : lineControls}${name ? bidiControls : ''}`
  const any = `[^${refused}]*`
  return blank ? `^${any}[^${blanks}${refused}]${any}$` : `^${any}$`
}
