/** Findings of cdk-nag that we accept. An entry that matches nothing fails the check, so that none outlives its reason. */
export const acknowledged: { rule: RegExp; stack: string; reason: string }[] = [
  {
    rule: /^VPC7$/,
    stack: 'Network',
    reason: 'Flow logs cost more than the rest of the network and hold addresses of people.',
  },
  { rule: /^RDS3$/, stack: 'Data', reason: 'Whether a second zone is worth its price is a setting: database.multiAz.' },
  {
    rule: /^RDS11$/,
    stack: 'Data',
    reason: 'Another port hides nothing: only two security groups reach the database.',
  },
  {
    rule: /^SMG4$/,
    stack: 'Data',
    reason:
      'The task that prepares the database sets the password of the role anew, so a changed secret is taken over with it.',
  },
  {
    rule: /^COG1$/,
    stack: 'Identity',
    reason: 'Length without rules of composition, as NIST SP 800-63B advises; the server refuses common passwords.',
  },
  {
    rule: /^COG2$/,
    stack: 'Identity',
    reason: 'People who post what ends in an hour are not made to have a second factor.',
  },
  {
    rule: /^COG8$/,
    stack: 'Identity',
    reason: 'The Plus plan costs for each active person; the server limits guesses itself.',
  },
  {
    rule: /^ECS4$/,
    stack: 'Service',
    reason: 'The server exports metrics of its own; Container Insights is billed by metric.',
  },
  {
    rule: /^ECS2$/,
    stack: 'Service',
    reason: 'What is in the environment is no secret; passwords come from Secrets Manager.',
  },
  { rule: /^ELB2$/, stack: 'Service', reason: 'Access logs hold the addresses of people and the pages they read.' },
  {
    rule: /^IAM5\[Resource::\*\]$/,
    stack: 'Identity',
    reason: 'The actions by which Lambda puts a function into a network know no resources.',
  },
  {
    rule: /^IAM5\[Resource::\*\]$/,
    stack: 'Service',
    reason: 'xray:PutTraceSegments and ecr:GetAuthorizationToken know no resources.',
  },
  {
    rule: /^IAM5\[Resource::arn:aws:ecs:.*:(task-definition|task)\/.*\]$/,
    stack: 'Service',
    reason: 'Every revision of the one task that prepares the database, and every task of the one cluster.',
  },
  { rule: /^S1$/, stack: 'Site', reason: 'Access logs hold the addresses of people and the pages they read.' },
  { rule: /^CFR3$/, stack: 'Site', reason: 'Access logs hold the addresses of people and the pages they read.' },
  { rule: /^CFR1$/, stack: 'Site', reason: 'People everywhere may read.' },
  { rule: /^CFR2$/, stack: 'Site', reason: 'A firewall is 5 USD a month and more; the server limits requests itself.' },
  {
    rule: /^S1$/,
    stack: 'Delivery',
    reason: 'The bucket holds copies of the repository for 30 days, and only the pipeline may read it.',
  },
  {
    rule: /^CB4$/,
    stack: 'Delivery',
    reason: 'What is built is the public repository; artifacts are encrypted by S3.',
  },
  {
    rule: /^IAM5\[Resource::\*\]$/,
    stack: 'Delivery',
    reason: 'ecr:GetAuthorizationToken and two actions on task definitions know no resources.',
  },
  {
    rule: /^IAM5\[Action::s3:(Abort|DeleteObject|GetBucket|GetObject|List)\*\]$/,
    stack: 'Delivery',
    reason: 'What CDK gives pipeline and build on the one bucket of artifacts.',
  },
  {
    rule: /^IAM5\[Action::cloudformation:(DescribeStack|GetTemplate)\*\]$/,
    stack: 'Delivery',
    reason: 'What CDK lets the pipeline read of the one stack that it deploys.',
  },
  {
    rule: /^IAM5\[Resource::(<Artifacts\w+\.Arn>\/\*|arn:aws:cloudformation:.*-Service\/\*)\]$/,
    stack: 'Delivery',
    reason:
      'Every artifact, and every version of the one stack: both have a part in their names that nobody knows before.',
  },
  {
    rule: /^IAM5\[Resource::arn:aws:(logs:.*:log-group:\/aws\/codebuild\/.*|ecs:.*:(task-definition|service-deployment|service-revision)\/.*)\]$/,
    stack: 'Delivery',
    reason:
      'Every stream of the log of the build, every revision of the one task definition, every deployment of the service.',
  },
  {
    rule: /^IAM5\[Resource::[\w-]+-Site:\w+Bucket\w+\/(\.site-sync\/)?\*\]$/,
    stack: 'Delivery',
    reason: 'The files of the site, and the record that is kept beside them.',
  },
]
