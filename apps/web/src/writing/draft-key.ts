/** The key of a draft: who writes, and the crud they reply to; without `parent`, a crud of their own. */
export function crudDraft(author: string, parent?: string): string {
  return `${author}.${parent ?? 'crud'}`
}

/** The key of a draft: the writer's uuid and the receiver's handle. First and later messages share it. */
export function messageDraft(from: string, to: string): string {
  return `${from}.message.${to}`
}
