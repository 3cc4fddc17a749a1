const manyLines = 12
const manyCharacters = 560

/** Whether a crud would push the others off the screen: a list then shows its beginning, its own page all of it. */
export function isLong(message: string): boolean {
  return message.length > manyCharacters || message.split('\n').length > manyLines
}
