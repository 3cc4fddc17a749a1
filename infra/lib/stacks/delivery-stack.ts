import { CfnOutput } from 'aws-cdk-lib'
import type { DeliveryStackProps } from '../delivery/delivery-props.ts'
import { createGithubRoles } from '../delivery/github-roles.ts'
import { createPipeline } from '../delivery/pipeline.ts'
import { StageStack } from './stage-stack.ts'

/**
 * How a push becomes what runs: a pipeline builds the image and deploys its digest, and two roles let GitHub's workflow
 * sync.yaml plan and apply changes of the site.
 */
export class DeliveryStack extends StageStack {
  constructor(props: DeliveryStackProps) {
    super('Delivery', props)
    const connection = createPipeline(this, props)
    const { plan, apply } = createGithubRoles(this, props)
    // Variables of sync.yaml. The other two are outputs of the Site stack.
    new CfnOutput(this, 'SyncPlanRole', { value: plan.roleArn })
    new CfnOutput(this, 'SyncRole', { value: apply.roleArn })
    new CfnOutput(this, 'ConnectionToConfirm', { value: connection.attrConnectionArn })
  }
}
