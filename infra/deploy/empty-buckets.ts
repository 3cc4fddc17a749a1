import { CloudFormationClient, GetTemplateCommand, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation'
import { DeleteObjectsCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import type { OpenedStage, StackPart } from './opened-stage.ts'

/**
 * Deletes all objects in the buckets that go with a stack, because S3 deletes only empty ones. Buckets that the template which
 * is deployed retains are left alone.
 */
export async function emptyBuckets(stage: OpenedStage, part: StackPart): Promise<void> {
  if (!(await stage.describe(part))) return
  const formation = new CloudFormationClient({ region: stage.region })
  const StackName = stage.nameOf(part)
  const { StackResourceSummaries = [] } = await formation.send(new ListStackResourcesCommand({ StackName }))
  const { TemplateBody = '{}' } = await formation.send(new GetTemplateCommand({ StackName }))
  const { Resources = {} }: { Resources?: Record<string, { DeletionPolicy?: string }> } = JSON.parse(TemplateBody)
  for (const { ResourceType, LogicalResourceId = '', PhysicalResourceId } of StackResourceSummaries) {
    // Without a policy CloudFormation deletes.
    const goes = (Resources[LogicalResourceId]?.DeletionPolicy ?? 'Delete') === 'Delete'
    if (ResourceType === 'AWS::S3::Bucket' && PhysicalResourceId && goes) await empty(PhysicalResourceId, stage.region)
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
