import { CfnOutput, Duration } from 'aws-cdk-lib'
import * as cognito from 'aws-cdk-lib/aws-cognito'
import { addTriggers } from '../identity/triggers.ts'
import type { DataStack } from './data-stack.ts'
import type { NetworkStack } from './network-stack.ts'
import { StageStack, type StageStackProps } from './stage-stack.ts'

type Props = StageStackProps & {
  network: NetworkStack
  data: DataStack /** The folder of the bundled functions. */
  bundles: string
}

/** The accounts: a pool of Cognito, the client that our server and pages use, and the functions that the pool calls. */
export class IdentityStack extends StageStack {
  readonly pool: cognito.UserPool
  readonly client: cognito.UserPoolClient

  constructor({ network, data, bundles, ...props }: Props) {
    super('Identity', props)
    this.pool = new cognito.UserPool(this, 'Pool', {
      userPoolName: this.physicalName(),
      selfSignUpEnabled: true,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      standardAttributes: {
        email: { required: true, mutable: true },
        fullname: { required: true, mutable: true },
        preferredUsername: { required: true, mutable: true },
      },
      // Length only: the server refuses the most common passwords first.
      passwordPolicy: {
        minLength: 8,
        requireDigits: false,
        requireLowercase: false,
        requireUppercase: false,
        requireSymbols: false,
        tempPasswordValidity: Duration.days(3),
      },
      ...this.sender(),
      accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
      mfa: cognito.Mfa.OFF,
      deletionProtection: this.config.keepData,
      removalPolicy: this.dataPolicy,
    })
    addTriggers(this, this.pool, { config: this.config, network, data, bundles })
    this.client = this.pool.addClient('Client', {
      userPoolClientName: this.physicalName(),
      authFlows: { userSrp: true, userPassword: true },
      generateSecret: false,
      // Whether an address has an account is nobody's business.
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(15),
      idTokenValidity: Duration.minutes(15),
      refreshTokenValidity: Duration.days(30),
      disableOAuth: true,
    })
    new CfnOutput(this, 'UserPoolId', { value: this.pool.userPoolId })
    new CfnOutput(this, 'UserPoolClientId', { value: this.client.userPoolClientId })
  }

  private sender(): { email?: cognito.UserPoolEmail } {
    const { mail, region } = this.config
    if (!mail?.codesBySes) return {}
    const sesVerifiedDomain = mail.from.split('@')[1] ?? ''
    return { email: cognito.UserPoolEmail.withSES({ fromEmail: mail.from, sesRegion: region, sesVerifiedDomain }) }
  }
}
