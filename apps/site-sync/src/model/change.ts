/** What is to be done with an object. `headers`: its bytes are right, its headers are not. */
export type Action = 'create' | 'update' | 'headers' | 'delete' | 'no_change' | 'ignore'

/** The headers of an object, with names in small letters. */
export type Headers = Record<string, string>

/** How its bytes are packed when they are uploaded. */
export type Encoding = 'br' | 'gzip'

/** An object as it should be in the bucket. */
export type Wanted = {
  key: string
  /** The file it comes from, below the folder, with slashes. A redirect has none, and no bytes. */
  file: string | null
  /** Bytes of the file, before they are packed. */
  size: number
  headers: Headers
  encoding: Encoding | null
  /** Entry points name other files: they come after those, so that nobody is sent to what is not there yet. */
  stage: 'asset' | 'entry'
}

/** An object of a listing. The ETag is without quotes. */
export type Stored = { key: string; etag: string; size: number }

/** What the last run knew of an object. It is true as long as the ETag is still the same. */
export type Remembered = {
  etag: string
  /** MD5 of the file's bytes, in hex, before they were packed, encrypted or cut into parts. */
  md5: string
  encoding: Encoding | null
  headers: Headers
}

/**
 * One line of a plan. `path` and `md5` are the original's: the key in the bucket, and the MD5 of the bytes of its file, in
 * hex; what is deleted or ignored has none.
 */
export type Change = {
  path: string
  action: Action
  md5?: string
  /** Bytes of the file. */
  size?: number
  /** The file, where it is called otherwise than the key. */
  file?: string
  headers?: Headers
  encoding?: Encoding
  stage?: Wanted['stage']
  /** Why nothing is done about it, or what else there is to know. */
  note?: string
}
