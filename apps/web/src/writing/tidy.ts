/**
 * Replaces tabs by spaces and removes other control characters, which come with pasted text and which the contract
 * refuses.
 */
export function tidy(text: string): string {
  return text.replaceAll('\t', ' ').replaceAll(/(?!\n)\p{Cc}/gu, '')
}
