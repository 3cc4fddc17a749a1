import { AwsError } from './aws-error.ts'
import { createBucket, getBucketLocation, headBucket } from './bucket-operations.ts'
import { deleteObjects } from './delete-objects.ts'
import { listObjects, listObjectsV2 } from './list-operations.ts'
import {
  abortMultipartUpload,
  completeMultipartUpload,
  createMultipartUpload,
  listParts,
  uploadPart,
} from './multipart.ts'
import { getObject, headObject } from './read-operations.ts'
import type { Operation } from './stub-context.ts'
import type { StubRequest } from './stub-request.ts'
import { copyObject, deleteObject, putObject } from './write-operations.ts'

/** Handlers by the name of the operation at AWS. */
export const s3Operations: Record<string, Operation> = {
  AbortMultipartUpload: abortMultipartUpload,
  CompleteMultipartUpload: completeMultipartUpload,
  CopyObject: copyObject,
  CreateBucket: createBucket,
  CreateMultipartUpload: createMultipartUpload,
  DeleteObject: deleteObject,
  DeleteObjects: deleteObjects,
  GetBucketLocation: getBucketLocation,
  GetObject: getObject,
  HeadBucket: headBucket,
  HeadObject: headObject,
  ListObjects: listObjects,
  ListObjectsV2: listObjectsV2,
  ListParts: listParts,
  PutObject: putObject,
  UploadPart: uploadPart,
}

/** @throws AwsError NotImplemented, MethodNotAllowed */
export function operationOf(request: StubRequest): string {
  const name = request.key === '' ? ofBucket(request) : ofObject(request)
  if (name === undefined) {
    throw new AwsError(501, 'NotImplemented', `The stub does not know ${request.method} ${request.rawPath}`)
  }
  return name
}

function ofBucket({ method, query, rawQuery }: StubRequest): string | undefined {
  if (method === 'HEAD') return 'HeadBucket'
  if (method === 'PUT' && rawQuery === '') return 'CreateBucket'
  if (method === 'POST' && query.has('delete')) return 'DeleteObjects'
  if (method !== 'GET') return undefined
  if (query.has('location')) return 'GetBucketLocation'
  if (query.get('list-type') === '2') return 'ListObjectsV2'
  return hasSubresource(query) ? undefined : 'ListObjects'
}

const ofListing = ['prefix', 'marker', 'max-keys', 'delimiter', 'encoding-type']

/** A query such as `?acl` or `?versioning` names another operation. */
function hasSubresource(query: URLSearchParams): boolean {
  return [...query].some(([name, value]) => value === '' && !ofListing.includes(name))
}

function ofObject({ method, query, rawQuery, headers }: StubRequest): string | undefined {
  const upload = rawQuery !== '' && query.has('uploadId')
  switch (method) {
    case 'PUT':
      if (upload) return headers['x-amz-copy-source'] === undefined ? 'UploadPart' : undefined
      return headers['x-amz-copy-source'] === undefined ? 'PutObject' : 'CopyObject'
    case 'GET':
      return upload ? 'ListParts' : 'GetObject'
    case 'HEAD':
      return 'HeadObject'
    case 'DELETE':
      return upload ? 'AbortMultipartUpload' : 'DeleteObject'
    case 'POST':
      if (upload) return 'CompleteMultipartUpload'
      return query.has('uploads') ? 'CreateMultipartUpload' : undefined
  }
  return undefined
}
