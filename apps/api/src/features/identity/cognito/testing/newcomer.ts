/** Somebody who signs up for the first time, in one browser. */
export function newcomer(handle: string) {
  return {
    name: handle,
    email: `${handle}@example.com`,
    handle,
    password: 'Correct horse 1 battery',
    browserId: 'a-browser',
  }
}
