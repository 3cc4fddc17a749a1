import { AwsError } from './aws-error.ts'
import { checkReadConditions, noSuchKey } from './conditions.ts'
import { objectHeaders } from './object-headers.ts'
import { encryptionHeaders, type Operation } from './stub-context.ts'

export const headObject: Operation = (context, request) => {
  const object = context.bucket.objects.get(request.key)
  if (object === undefined) throw noSuchKey()
  checkReadConditions(request, object)
  const headers = { ...objectHeaders(object), ...encryptionHeaders(context), 'content-length': String(object.size) }
  return { status: 200, headers }
}

export const getObject: Operation = (context, request) => {
  const object = context.bucket.objects.get(request.key)
  if (object === undefined) throw noSuchKey()
  checkReadConditions(request, object)
  if (object.body === null) throw new AwsError(501, 'NotImplemented', 'This stub keeps no bodies')
  const headers = { ...objectHeaders(object), ...encryptionHeaders(context) }
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '')
  if (range === null) return { status: 200, headers, body: object.body }
  const from = Number(range[1])
  const last = Math.min(range[2] ? Number(range[2]) : object.size - 1, object.size - 1)
  if (from > last) throw new AwsError(416, 'InvalidRange', 'The requested range is not satisfiable')
  const part = { ...headers, 'content-range': `bytes ${from}-${last}/${object.size}` }
  return { status: 206, headers: part, body: object.body.subarray(from, last + 1) }
}
