import { DescribeImagesCommand, ECRClient } from '@aws-sdk/client-ecr'
import { resourceName } from '../lib/config/names.ts'
import { imageDigestParameter } from '../lib/service/image-digest.ts'
import { DeployError } from './deploy-error.ts'
import type { OpenedStage } from './opened-stage.ts'

/**
 * The image that the service should run: the requested one, else the running one, else the latest in the registry.
 * Null if there is none yet.
 */
export async function digestToDeploy(stage: OpenedStage, asked: string | undefined): Promise<string | null> {
  if (asked && !/^sha256:[0-9a-f]{64}$/.test(asked)) throw new DeployError('--image takes a digest: sha256:...')
  if (asked) return asked
  const { Parameters = [] } = (await stage.describe('Service')) ?? {}
  const running = Parameters.find(({ ParameterKey }) => ParameterKey === imageDigestParameter)?.ParameterValue
  return running ?? latestDigest(stage)
}

async function latestDigest(stage: OpenedStage): Promise<string | null> {
  if (!(await stage.describe('Registry'))) return null
  const ecr = new ECRClient({ region: stage.region })
  const { imageDetails = [] } = await ecr.send(new DescribeImagesCommand({ repositoryName: resourceName(stage.stage) }))
  // What has no tag is a part of an image, such as that of one platform.
  const tagged = imageDetails.filter(({ imageTags = [] }) => imageTags.length > 0)
  const times = tagged.map(({ imagePushedAt, imageDigest }) => ({ at: Number(imagePushedAt), imageDigest }))
  return times.sort((a, b) => b.at - a.at)[0]?.imageDigest ?? null
}

/** What to do when there is no image yet. */
export async function whatIsInTheRegistry(stage: OpenedStage): Promise<string> {
  const registry = await stage.describe('Registry')
  const uri = registry?.Outputs?.find(({ OutputKey }) => OutputKey === 'RepositoryUri')?.OutputValue ?? 'REPOSITORY'
  return `The registry has no image yet, so Service and what stands on it are not deployed. Push one, then run this again:
  aws ecr get-login-password --region ${stage.region} | docker login --username AWS --password-stdin ${uri.split('/')[0]}
  commit=$(git describe --always --abbrev=40 --dirty --exclude '*')
  docker buildx build --platform linux/arm64 --build-arg COMMIT=$commit --tag ${uri}:$commit --provenance=false --push .`
}
