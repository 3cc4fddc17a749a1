import { CloudFormationClient, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation'
import { DeleteObjectsCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import type { OpenedStage, StackPart } from './opened-stage.ts'

/** Deletes all objects in the buckets of a stack, because S3 deletes only empty ones. */
export async function emptyBuckets(stage: OpenedStage, part: StackPart): Promise<void> {
  if (!(await stage.describe(part))) return
  const formation = new CloudFormationClient({ region: stage.region })
  const { StackResourceSummaries = [] } = await formation.send(
    new ListStackResourcesCommand({ StackName: stage.nameOf(part) }),
  )
  for (const { ResourceType, PhysicalResourceId } of StackResourceSummaries) {
    if (ResourceType === 'AWS::S3::Bucket' && PhysicalResourceId) await empty(PhysicalResourceId, stage.region)
  }
}

async function empty(Bucket: string, region: string): Promise<void> {
  const s3 = new S3Client({ region })
  for (;;) {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }))
    if (Contents.length === 0) return
    const Objects = Contents.map(({ Key }) => ({ Key }))
    await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }))
  }
}
