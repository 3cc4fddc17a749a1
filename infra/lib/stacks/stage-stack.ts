import { type App, DefaultStackSynthesizer, type IStackSynthesizer, RemovalPolicy, Stack, Tags } from 'aws-cdk-lib'
import { resourceName, stackName } from '../config/names.ts'
import type { StageConfig } from '../config/stage-config.ts'

export type StageStackProps = { app: App; config: StageConfig }

/** A stack of a stage, such as `Cruddur-prod-Network`. */
export class StageStack extends Stack {
  protected readonly config: StageConfig

  constructor(name: string, { app, config }: StageStackProps) {
    super(app, stackName(config.stage, name), {
      env: { account: config.account, region: config.region },
      // Templates stay free of a lookup in SSM that only says how old the bootstrap stack is.
      synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }) as IStackSynthesizer,
      terminationProtection: config.keepData && (name === 'Data' || name === 'Identity'),
    })
    this.config = config
    Tags.of(this).add('cruddur:stage', config.stage)
  }

  /** The name of something that people, alarms or the command line must find: `cruddur-prod`, `cruddur-prod-messages`. */
  protected physicalName(part?: string): string {
    return resourceName(this.config.stage, part)
  }

  /** What becomes of data when its stack is deleted. */
  protected get dataPolicy(): RemovalPolicy {
    return this.config.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY
  }
}
