import type { Operation } from './stub-context.ts'

const head = '<?xml version="1.0" encoding="UTF-8"?>\n'

/** Operations that other clients call first. The caller has found the bucket. */
export const headBucket: Operation = (context) => ({
  status: 200,
  headers: { 'x-amz-bucket-region': context.region },
})

export const getBucketLocation: Operation = (context) => {
  const region = context.region === 'us-east-1' ? '' : context.region
  const body = `${head}<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${region}</LocationConstraint>`
  return { status: 200, body }
}

export const createBucket: Operation = (_context, request) => ({
  status: 200,
  headers: { location: `/${request.bucket}` },
})
