/** Tabs and other control characters come with pasted text; the contract refuses them and nobody would see them. */
export const tidy = (text: string): string => text.replaceAll('\t', ' ').replaceAll(/(?!\n)\p{Cc}/gu, '')
