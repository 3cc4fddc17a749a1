import { AwsError } from './aws-error.ts'
import type { StubObject } from './stub-bucket.ts'
import type { StubRequest } from './stub-request.ts'

function unquoted(etag: string) {
  return etag.replace(/^"|"$/g, '')
}

/**
 * Checks the conditions of a write or delete.
 *
 * @throws AwsError PreconditionFailed, NoSuchKey
 */
export function checkWriteConditions(request: StubRequest, standing: StubObject | undefined): void {
  const { 'if-none-match': noneMatch, 'if-match': match } = request.headers
  if (noneMatch !== undefined) {
    if (noneMatch !== '*') throw new AwsError(501, 'NotImplemented', 'If-None-Match of a write takes only *')
    if (standing !== undefined) throw preconditionFailed()
  }
  if (match !== undefined) {
    if (standing === undefined) throw noSuchKey()
    if (match !== '*' && unquoted(match) !== standing.etag) throw preconditionFailed()
  }
}

/** @throws AwsError PreconditionFailed, NotModified */
export function checkReadConditions(request: StubRequest, standing: StubObject): void {
  const { 'if-none-match': noneMatch, 'if-match': match } = request.headers
  if (match !== undefined && unquoted(match) !== standing.etag) throw preconditionFailed()
  if (noneMatch !== undefined && unquoted(noneMatch) === standing.etag) throw new AwsError(304, 'NotModified')
}

/** @throws AwsError PreconditionFailed */
export function checkCopySource(request: StubRequest, source: StubObject): void {
  const match = request.headers['x-amz-copy-source-if-match']
  if (match !== undefined && unquoted(String(match)) !== source.etag) throw preconditionFailed()
}

export function noSuchKey(): AwsError {
  return new AwsError(404, 'NoSuchKey', 'The specified key does not exist.')
}

function preconditionFailed() {
  return new AwsError(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold')
}
