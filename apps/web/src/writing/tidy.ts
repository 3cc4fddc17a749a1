/** Tabs and other control characters come with pasted text; the contract refuses them and nobody would see them. */
export function tidy(text: string): string {
  return text.replaceAll('\t', ' ').replaceAll(/(?!\n)\p{Cc}/gu, '')
}
