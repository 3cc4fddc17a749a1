const maxLines = 12
const maxCharacters = 560

/** Whether a crud would push others off the screen. A list then shows only its beginning. */
export function isLong(message: string): boolean {
  return message.length > maxCharacters || message.split('\n').length > maxLines
}
