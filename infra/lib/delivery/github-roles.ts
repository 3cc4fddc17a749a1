import type { Stack } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'
import { resourceName } from '../config/names.ts'
import type { StageConfig } from '../config/stage-config.ts'
import type { DeliveryStackProps } from './delivery-props.ts'

const issuer = 'token.actions.githubusercontent.com'

/**
 * The two forms in which GitHub names a job in `sub`. Repositories created since July 2026 add the ids of owner and
 * repository, so that nobody can get the role by registering a name that became free.
 */
export function subjectsOf({ owner, ownerId, repository, repositoryId }: StageConfig['github'], job: string): string[] {
  return [`repo:${owner}/${repository}:${job}`, `repo:${owner}@${ownerId}/${repository}@${repositoryId}:${job}`]
}

/** The roles of sync.yaml: pull requests may read, the environment may write. */
export function createGithubRoles(
  stack: Stack,
  { config, site }: DeliveryStackProps,
): { plan: iam.Role; apply: iam.Role } {
  const provider = config.github.createProvider
    ? new iam.OidcProviderNative(stack, 'Github', { url: `https://${issuer}`, clientIds: ['sts.amazonaws.com'] })
        .oidcProviderArn
    : stack.formatArn({ service: 'iam', region: '', resource: 'oidc-provider', resourceName: issuer })

  const roleFor = (id: string, job: string, description: string) =>
    new iam.Role(stack, id, {
      roleName: resourceName(config.stage, id.toLowerCase()),
      description,
      assumedBy: new iam.WebIdentityPrincipal(provider, {
        StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com', [`${issuer}:sub`]: subjectsOf(config.github, job) },
      }),
    })
  const allow = (role: iam.Role, sid: string, actions: string[], resources: string[]) =>
    role.addToPolicy(new iam.PolicyStatement({ sid, actions, resources }))

  const { bucketArn } = site.bucket
  const plan = roleFor('Sync-Plan', 'pull_request', 'Plans changes of the site on pull requests')
  allow(plan, 'List', ['s3:ListBucket'], [bucketArn])
  allow(plan, 'ReadRecord', ['s3:GetObject'], [`${bucketArn}/.site-sync/*`])

  const apply = roleFor('Sync-Apply', `environment:${config.github.environment}`, 'Puts the web app on the site')
  allow(apply, 'List', ['s3:ListBucket'], [bucketArn])
  allow(
    apply,
    'Write',
    ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
    [`${bucketArn}/*`],
  )
  const distribution = stack.formatArn({
    service: 'cloudfront',
    region: '',
    resource: 'distribution',
    resourceName: site.distribution.distributionId,
  })
  allow(apply, 'Invalidate', ['cloudfront:CreateInvalidation', 'cloudfront:GetInvalidation'], [distribution])
  return { plan, apply }
}
