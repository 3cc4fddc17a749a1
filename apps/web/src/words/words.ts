/** Every word that people read: `words.<room>.<key>`. */
export * as words from './rooms.ts'
