/**
 * A text without the characters that force a direction on what follows (U+202D and U+202E). They can make a text read
 * other than it is, and no language needs them. Marks, embeddings and isolates stay.
 */
export function withoutOverrides(text: string): string {
  return text.replace(/[\u202d\u202e]/g, '')
}
