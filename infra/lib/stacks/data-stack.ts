import { messageTable } from '@cruddur/storage/message-table'
import { ArnFormat, CfnDeletionPolicy, CfnOutput, Duration } from 'aws-cdk-lib'
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb'
import * as ec2 from 'aws-cdk-lib/aws-ec2'
import * as kms from 'aws-cdk-lib/aws-kms'
import * as rds from 'aws-cdk-lib/aws-rds'
import * as secrets from 'aws-cdk-lib/aws-secretsmanager'
import { postgresPort } from '../config/ports.ts'
import type { NetworkStack } from './network-stack.ts'
import { StageStack, type StageStackProps } from './stage-stack.ts'

export const databaseName = 'cruddur'
/** The role of PostgreSQL that owns the database and serves it. Not the administrator. */
export const databaseRole = 'cruddur'
/** The role of PostgreSQL of the functions of the user pool: apps/lambdas/role.sql. */
export const functionsRole = 'cruddur_functions'
export const databaseAdministrator = 'cruddur_admin'

const postgresVersion = '18.3'

type Props = StageStackProps & { network: NetworkStack }

/** What must not be lost: PostgreSQL, the table of direct messages, the ring of keys, and the passwords of the database. */
export class DataStack extends StageStack {
  readonly database: rds.CfnDBInstance
  readonly messages: dynamodb.TableV2
  /** The ring of keys with which words are sealed: packages/key-ring. */
  readonly keyTable: dynamodb.TableV2
  /** Wraps what is in `keyTable`. */
  readonly wrappingKey: kms.Key
  /** `{username, password}` of the role that serves. */
  readonly roleSecret: secrets.ISecret
  /** `{username, password}` of the administrator. RDS makes it and changes it every seven days. */
  readonly administratorSecret: secrets.ISecret

  constructor({ network, ...props }: Props) {
    super('Data', props)
    this.database = this.createDatabase(network)
    this.roleSecret = new secrets.Secret(this, 'RoleSecret', {
      description: `Password of the database role ${databaseRole}`,
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ username: databaseRole }),
        generateStringKey: 'password',
        passwordLength: 40,
        excludePunctuation: true,
      },
    }) as secrets.ISecret
    const administratorArn = this.database.attrMasterUserSecretSecretArn
    this.administratorSecret = secrets.Secret.fromSecretCompleteArn(this, 'AdministratorSecret', administratorArn)
    this.messages = this.createMessageTable()
    this.keyTable = this.createKeyTable()
    this.wrappingKey = this.createWrappingKey()
    new CfnOutput(this, 'DatabaseAddress', { value: this.database.attrEndpointAddress })
    new CfnOutput(this, 'MessageTable', { value: this.messages.tableName })
    new CfnOutput(this, 'KeyTable', { value: this.keyTable.tableName })
    new CfnOutput(this, 'WrappingKeyArn', { value: this.wrappingKey.keyArn })
  }

  /** The resource that an IAM role must be allowed to connect to, to sign in as a PostgreSQL role with a token. */
  signInArn(role: string): string {
    const resourceName = `${this.database.attrDbiResourceId}/${role}`
    return this.formatArn({
      service: 'rds-db',
      resource: 'dbuser',
      resourceName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    })
  }

  private createDatabase({ vpc, databaseGroup }: NetworkStack): rds.CfnDBInstance {
    const { database, keepData } = this.config
    const subnets = new rds.CfnDBSubnetGroup(this, 'Subnets', {
      dbSubnetGroupDescription: 'Isolated subnets: no route to the internet',
      subnetIds: vpc.selectSubnets({ subnetType: ec2.SubnetType.PRIVATE_ISOLATED }).subnetIds,
    })
    const parameters = new rds.CfnDBParameterGroup(this, 'Parameters', {
      family: 'postgres18',
      description: 'Cruddur',
      // Nobody may connect without TLS. A log line of a statement, of its parameters or of the row in an error's details would
      // hold the words of cruds, and `alter role` a password.
      parameters: {
        'rds.force_ssl': '1',
        log_statement: 'none',
        log_min_duration_statement: '-1',
        log_min_error_statement: 'panic',
        log_error_verbosity: 'terse',
        log_parameter_max_length_on_error: '0',
      },
    })
    const instance = new rds.CfnDBInstance(this, 'Database', {
      dbInstanceIdentifier: this.physicalName(),
      engine: 'postgres',
      engineVersion: postgresVersion,
      autoMinorVersionUpgrade: true,
      dbInstanceClass: database.instanceClass,
      allocatedStorage: String(database.storageGb),
      maxAllocatedStorage: database.storageGb * 5,
      storageType: 'gp3',
      port: String(postgresPort),
      // A snapshot brings along what a new database is told:
      // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html
      ...(database.snapshot
        ? { dbSnapshotIdentifier: database.snapshot }
        : {
            dbName: databaseName,
            masterUsername: databaseAdministrator,
            storageEncrypted: true,
            deleteAutomatedBackups: !keepData,
            enablePerformanceInsights: database.instanceClass !== 'db.t4g.micro',
          }),
      manageMasterUserPassword: true,
      enableIamDatabaseAuthentication: this.config.identity === 'cognito',
      dbSubnetGroupName: subnets.ref,
      dbParameterGroupName: parameters.ref,
      vpcSecurityGroups: [databaseGroup.securityGroupId],
      publiclyAccessible: false,
      multiAz: database.multiAz,
      backupRetentionPeriod: database.backupDays,
      copyTagsToSnapshot: true,
      deletionProtection: keepData,
      caCertificateIdentifier: 'rds-ca-rsa2048-g1',
    })
    const policy = keepData ? CfnDeletionPolicy.SNAPSHOT : CfnDeletionPolicy.DELETE
    instance.cfnOptions.deletionPolicy = policy
    instance.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.SNAPSHOT
    return instance
  }

  private createMessageTable(): dynamodb.TableV2 {
    const { keepData } = this.config
    return new dynamodb.TableV2(this, 'Messages', {
      tableName: this.physicalName('messages'),
      partitionKey: { name: messageTable.partitionKey, type: dynamodb.AttributeType.STRING },
      sortKey: { name: messageTable.sortKey, type: dynamodb.AttributeType.STRING },
      timeToLiveAttribute: messageTable.timeToLive,
      billing: dynamodb.Billing.onDemand(),
      // A copy of the table as it was would hold messages that have ended: seven days are the least that helps after a mistake.
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 7 },
      deletionProtection: keepData,
      removalPolicy: this.dataPolicy,
    })
  }

  /** The check compares it with `ringTableDefinition` in packages/key-ring. */
  private createKeyTable(): dynamodb.TableV2 {
    const { keepData } = this.config
    return new dynamodb.TableV2(this, 'Keys', {
      tableName: this.physicalName('keys'),
      partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'sk', type: dynamodb.AttributeType.STRING },
      billing: dynamodb.Billing.onDemand(),
      // It would bring destroyed keys back, and with them the words that they sealed. The server refuses to start with it.
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: false },
      deletionProtection: keepData,
      removalPolicy: this.dataPolicy,
    })
  }

  private createWrappingKey(): kms.Key {
    return new kms.Key(this, 'WrappingKey', {
      alias: this.physicalName('keys'),
      description: `Wraps the ring of keys of ${this.physicalName()}`,
      // Each year. KMS keeps the older versions, so what they wrapped can still be unwrapped.
      enableKeyRotation: true,
      // The least that KMS allows. The table, whose keys it wraps, is deleted at once.
      pendingWindow: Duration.days(7),
      removalPolicy: this.dataPolicy,
    })
  }
}
