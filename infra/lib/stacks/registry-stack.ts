import { CfnOutput } from 'aws-cdk-lib'
import * as ecr from 'aws-cdk-lib/aws-ecr'
import { StageStack, type StageStackProps } from './stage-stack.ts'

/** Where the images of the server are. Tags are for people: what is deployed is named by its digest. */
export class RegistryStack extends StageStack {
  readonly repository: ecr.Repository

  constructor(props: StageStackProps) {
    super('Registry', props)
    this.repository = new ecr.Repository(this, 'Repository', {
      repositoryName: this.physicalName(),
      imageTagMutability: ecr.TagMutability.IMMUTABLE,
      imageScanOnPush: true,
      encryption: ecr.RepositoryEncryption.AES_256,
      lifecycleRules: [{ description: 'Enough to roll back to', maxImageCount: 20 }],
      removalPolicy: this.dataPolicy,
      emptyOnDelete: !this.config.keepData,
    })
    new CfnOutput(this, 'RepositoryUri', { value: this.repository.repositoryUri })
  }
}
