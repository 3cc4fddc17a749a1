/** The key of a draft: who writes, and the crud they reply to; without `parent`, a crud of their own. */
export function crudDraft(author: string, parent?: string): string {
  return `${author}.${parent ?? 'crud'}`
}

/** What a draft is of. A crud that was put aside has a key of its own, which begins with that of a new crud. */
export type DraftPlace = { kind: 'crud' } | { kind: 'reply'; parent: string } | { kind: 'message'; to: string }

export function draftPlace(author: string, key: string): DraftPlace {
  const [first = '', second = ''] = key.slice(author.length + 1).split('.')
  if (first === 'crud') return { kind: 'crud' }
  return first === 'message' ? { kind: 'message', to: second } : { kind: 'reply', parent: first }
}

/** The key of a draft: the writer's uuid and the receiver's handle. First and later messages share it. */
export function messageDraft(from: string, to: string): string {
  return `${from}.message.${to}`
}
