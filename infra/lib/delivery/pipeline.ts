import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib'
import * as codebuild from 'aws-cdk-lib/aws-codebuild'
import { CfnConnection } from 'aws-cdk-lib/aws-codeconnections'
import * as codepipeline from 'aws-cdk-lib/aws-codepipeline'
import * as actions from 'aws-cdk-lib/aws-codepipeline-actions'
import * as logs from 'aws-cdk-lib/aws-logs'
import * as s3 from 'aws-cdk-lib/aws-s3'
import { resourceName } from '../config/names.ts'
import { imageDigestParameter } from '../service/image-digest.ts'
import { buildSpec } from './build-spec.ts'
import type { DeliveryStackProps } from './delivery-props.ts'
import { createDeployRole } from './deploy-role.ts'

/**
 * Source, build, deploy. The build makes the image and the template of the Service stack; the deployment gives CloudFormation
 * both, with the digest of the image, so that a failed one is rolled back like any other update.
 *
 * @returns the connection to GitHub, which somebody must confirm once in the console
 */
export function createPipeline(stack: Stack, props: DeliveryStackProps): CfnConnection {
  const { config, service } = props
  const connection = new CfnConnection(stack, 'Connection', {
    connectionName: resourceName(config.stage),
    providerType: 'GitHub',
  })
  const source = new codepipeline.Artifact('Source')
  const built = new codepipeline.Artifact('Built')
  const pipeline = new codepipeline.Pipeline(stack, 'Pipeline', {
    pipelineName: resourceName(config.stage),
    pipelineType: codepipeline.PipelineType.V2,
    // A newer push replaces one that waits.
    executionMode: codepipeline.ExecutionMode.SUPERSEDED,
    artifactBucket: createArtifactBucket(stack),
    crossAccountKeys: false,
  })
  pipeline.addStage({
    stageName: 'Source',
    actions: [
      new actions.CodeStarConnectionsSourceAction({
        actionName: 'Github',
        connectionArn: connection.attrConnectionArn,
        owner: config.github.owner,
        repo: config.github.repository,
        branch: config.github.branch,
        output: source,
      }),
    ],
  })
  pipeline.addStage({
    stageName: 'Build',
    actions: [
      new actions.CodeBuildAction({
        actionName: 'Image',
        project: createProject(stack, props),
        input: source,
        outputs: [built],
      }),
    ],
  })
  pipeline.addStage({
    stageName: 'Deploy',
    actions: [
      new actions.CloudFormationCreateUpdateStackAction({
        actionName: 'Service',
        stackName: service.stackName,
        templatePath: built.atPath(service.templateFile),
        parameterOverrides: { [imageDigestParameter]: built.getParam('image.json', imageDigestParameter) },
        adminPermissions: false,
        deploymentRole: createDeployRole(stack, props),
      }),
    ],
  })
  return connection
}

function createArtifactBucket(stack: Stack): s3.IBucket {
  return new s3.Bucket(stack, 'Artifacts', {
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    encryption: s3.BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    lifecycleRules: [{ id: 'Old', expiration: Duration.days(30) }],
    removalPolicy: RemovalPolicy.DESTROY,
  }) as s3.IBucket
}

function createProject(stack: Stack, { config, registry, service }: DeliveryStackProps): codebuild.PipelineProject {
  const logGroup = new logs.LogGroup(stack, 'BuildLogs', {
    logGroupName: `/cruddur/${config.stage}/build`,
    retention: config.logDays,
    removalPolicy: RemovalPolicy.DESTROY,
  })
  const project = new codebuild.PipelineProject(stack, 'Build', {
    projectName: resourceName(config.stage),
    timeout: Duration.minutes(30),
    grantReportGroupPermissions: false,
    environment: {
      buildImage: codebuild.LinuxArmBuildImage.AMAZON_LINUX_2023_STANDARD_3_0,
      computeType: codebuild.ComputeType.SMALL,
      privileged: true, // Docker runs inside
    },
    logging: { cloudWatch: { logGroup } },
    buildSpec: buildSpec({
      stage: config.stage,
      repositoryUri: registry.repository.repositoryUri,
      template: service.templateFile,
    }),
  })
  registry.repository.grantPullPush(project)
  return project
}
