/** What somebody is typing that can be completed: a mention or a hashtag, from its sign at `start` to the caret. */
export type CompletionQuery = { kind: 'mention' | 'hashtag'; prefix: string; start: number; end: number }

// The sign doesn't stand within a word, which would make it an e-mail address or no tag.
const mention = /(?<![\p{L}\p{N}_@＠/])[@＠](?<prefix>[\p{L}\p{N}_]{0,30})$/u
const hashtag = /(?<![\p{L}\p{N}_&/#＃])[#＃](?<prefix>[\p{L}\p{M}\p{N}_]{1,100})$/u

/** The mention or hashtag that the caret, an index in the text, stands at the end of. */
export function findQuery(text: string, caret: number): CompletionQuery | undefined {
  const before = text.slice(0, caret)
  for (const [kind, pattern] of [
    ['mention', mention],
    ['hashtag', hashtag],
  ] as const) {
    const match = pattern.exec(before)
    if (match) return { kind, prefix: match.groups?.['prefix'] ?? '', start: match.index, end: caret }
  }
  return undefined
}
