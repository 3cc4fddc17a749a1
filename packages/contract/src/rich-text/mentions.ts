// Not after letters of scripts that put spaces between words, which would make it an e-mail address, nor before them.
const spaced = '\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}'
const mention = new RegExp(
  `(?<![${spaced}\\p{N}_@＠/])[@＠][a-z0-9_]{3,30}(?![${spaced}0-9_@＠]|\\p{M}|\\.[a-z0-9])`,
  'iuy',
)

/** The mention that begins at `index` with its `@`, as it is written, or undefined. */
export function mentionAt(text: string, index: number): string | undefined {
  mention.lastIndex = index
  return mention.exec(text)?.[0]
}
