/** What a page tells the worker. */
export type ToWorker =
  /** It has loaded, and began with these scripts, given by their paths. */
  | { kind: 'loaded'; scripts: string[] }
  /** A note has ended. */
  | { kind: 'ended' }
  /** Nobody is signed in on this device. */
  | { kind: 'signed-out' }

/** What the worker tells a page. */
export type FromWorker =
  /** A note is on the screen until `end`, in milliseconds since 1970. */
  | { kind: 'note'; end: number }
  /** The reader wants to see what a note is about. */
  | { kind: 'open'; path: string }
