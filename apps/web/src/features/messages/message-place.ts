/** The name of a place to write in: whose it is, and to whom. The first message and those after it are written in the same. */
export function messagePlace(from: string, to: string): string {
  return `${from}.message.${to}`
}
