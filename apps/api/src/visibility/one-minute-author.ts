/**
 * The author of the cruds that visitors watch ending on /proof, by uuid and in `users`. Nobody can sign in as it. No list
 * that mixes many people shows its cruds; its own page does. Migration 040 has the same uuid.
 */
export const oneMinuteAuthor = '00000000-0000-7000-8000-00000000003c'
