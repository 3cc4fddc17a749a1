/** A handle as it was meant: people write it the way they read it. */
export function typedHandle(typed: string): string {
  return typed.trim().replace(/^@/, '')
}
