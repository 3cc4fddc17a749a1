import * as z from 'zod'

const missing = (what: string) => ({
  error: ({ input }: { input: unknown }) => (input === undefined || input === '' ? `is missing: ${what}` : what),
})

const domain = z.strictObject({
  /** The site's domain name. `www.` in front of it redirects there. */
  name: z.string().regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/, missing('the name of the site, such as cruddur.example')),
  zoneId: z.string().regex(/^Z[A-Z0-9]+$/, missing('the id of the hosted zone in Route 53, such as Z0123456789ABC')),
  zoneName: z.string().regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/, missing('the name of the hosted zone')),
  /** CloudFront takes certificates of us-east-1 only. Needed in other regions; in us-east-1 one is made. */
  certificateArn: z
    .string()
    .regex(/^arn:aws:acm:us-east-1:\d{12}:certificate\/[0-9a-f-]+$/, 'the ARN of a certificate in us-east-1')
    .optional(),
})

const exposure = z.discriminatedUnion('kind', [
  /** CloudFront reaches a load balancer that has no address on the internet. */
  z.strictObject({ kind: z.literal('vpc-origin') }),
  /** A load balancer on the internet that only CloudFront may use. */
  z.strictObject({
    kind: z.literal('public-alb'),
    cloudFrontPrefixList: z
      .string()
      .regex(/^pl-[0-9a-f]+$/, missing('the id of the prefix list com.amazonaws.global.cloudfront.origin-facing')),
    cloudFrontRanges: z
      .array(z.cidrv4())
      .min(1, 'is missing: the ranges in that prefix list, which the server trusts as proxies'),
  }),
  /** An HTTP API in place of a load balancer: cheapest. It buffers replies, so a stream ends with its first events and is opened again. */
  z.strictObject({ kind: z.literal('http-api') }),
])

/** A parameter of SSM. */
const parameterName = z.string().regex(/^\/[\w./-]+$/, 'the name of a parameter of SSM, such as /cruddur/prod/smtp-url')

const settingName = z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'a setting of the server, such as ROLLBAR_ACCESS_TOKEN')

const stageSchema = z
  .strictObject({
    account: z.string().regex(/^\d{12}$/, missing('the 12 digits of the AWS account')),
    region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, missing('the region, such as us-east-1')),
    domain,
    exposure,
    /** Who keeps the accounts: the pool of the Identity stack, or PostgreSQL (then `mail` is needed). */
    identity: z.enum(['cognito', 'embedded']),
    /**
     * The parameter of SSM that holds SMTP_URL, and the sender. Only port 465 is open to tasks, so the URL must begin with
     * `smtps:` and name that port or none.
     */
    mail: z
      .strictObject({
        smtpUrlParameter: parameterName,
        from: z.email(missing('the sender of mail, such as notices@cruddur.example')),
        /** The pool sends its codes by SES, where the domain of `from` is verified. Otherwise Cognito sends 50 mails a day. */
        codesBySes: z.boolean().default(false),
      })
      .optional(),
    /** The handles of those who read reports. */
    moderators: z.array(z.string()).default([]),
    /** More settings of the server that are no secret, by their names in the README: `{ LOG_LEVEL: 'warn' }`. */
    settings: z.record(settingName, z.string()).default({}),
    /** Settings of the server that are secret, each with the SecureString parameter of SSM that holds its value. */
    secrets: z.record(settingName, parameterName).default({}),
    database: z.strictObject({
      /** A snapshot of RDS that the database is made from. Changing it replaces a database that is there. */
      snapshot: z
        .string()
        .regex(/^(rds:)?[A-Za-z][A-Za-z0-9-]*$|^arn:aws:rds:/, 'the name or the ARN of a snapshot of RDS')
        .optional(),
      instanceClass: z.string().regex(/^db\.[a-z0-9]+\.[a-z0-9]+$/),
      storageGb: z.int().min(20).max(65_536),
      multiAz: z.boolean(),
      backupDays: z.int().min(7, 'must be at least 7').max(35),
    }),
    service: z
      .strictObject({
        cpu: z.literal([256, 512, 1024, 2048, 4096]),
        memoryMb: z.int().min(512).max(30_720),
        minTasks: z.int().min(1),
        maxTasks: z.int().min(1).max(20),
        /** Adds ECS Exec: a shell in a task, for which its files become writable. */
        shell: z.boolean(),
      })
      .refine(({ minTasks, maxTasks }) => minTasks <= maxTasks, 'minTasks must not be above maxTasks'),
    /** Send traces to X-Ray, which needs Transaction Search in the account. */
    traces: z.boolean(),
    /** Share of requests whose traces are recorded. */
    traceShare: z.number().min(0.001).max(1).default(0.1),
    /** Days that log lines are kept. */
    logDays: z.literal([1, 3, 5, 7, 14, 30, 60, 90]),
    /** Data survives the deletion of its stack, and the deletion of a database is refused. */
    keepData: z.boolean(),
    alarmEmail: z.string().regex(/^[^\s@]+@[^\s@]+$/, missing('who is told of alarms, an e-mail address')),
    /** USD a month at which AWS sends an e-mail. */
    budgetUsd: z.number().positive(),
    /** USD a month that the stage may cost while nobody uses it. The check adds it up. */
    idleBudgetUsd: z.number().positive(),
    github: z.strictObject({
      owner: z.string().regex(/^[A-Za-z0-9-]+$/, missing('the owner of the repository on GitHub')),
      /** Tokens of repositories created since July 2026 contain these ids too. */
      ownerId: z.string().regex(/^\d+$/, missing('the number of the owner: gh api users/OWNER --jq .id')),
      repository: z.string().regex(/^[\w.-]+$/, missing('the name of the repository')),
      repositoryId: z.string().regex(/^\d+$/, missing('the number of the repository: gh api repos/O/R --jq .id')),
      branch: z.string().regex(/^[\w./-]+$/),
      /** The GitHub environment whose jobs may write to the site. */
      environment: z.string().regex(/^[\w-]+$/),
      /** An account has one provider for GitHub. False if another stage or program has made it. */
      createProvider: z.boolean(),
    }),
  })
  .superRefine((stage, context) => {
    const problem = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message })
    if (stage.region !== 'us-east-1' && !stage.domain.certificateArn) {
      problem(
        ['domain', 'certificateArn'],
        'is missing: outside us-east-1 the certificate of CloudFront is made by hand',
      )
    }
    if (stage.identity === 'embedded' && !stage.mail) {
      problem(['mail'], 'is missing: without Cognito the server itself sends the codes, and files in a task are lost')
    }
    if (stage.identity === 'cognito' && stage.keepData && !stage.mail) {
      problem(['mail'], 'is missing: the server sends notices itself, and files in a task are lost')
    }
    for (const setting of Object.keys(stage.secrets)) {
      if (setting in stage.settings) problem(['secrets', setting], 'is among the settings too')
    }
    const { name, zoneName } = stage.domain
    if (name !== zoneName && !name.endsWith(`.${zoneName}`)) problem(['domain', 'zoneName'], `does not hold ${name}`)
  })

export type StageConfig = z.output<typeof stageSchema> & { /** Such as `prod`; part of every name. */ stage: string }
export type StageInput = z.input<typeof stageSchema>

/** A stage that cannot be deployed. The message has a line for each value, by its path in `infra/config.ts`. */
export class StageConfigError extends Error {}

/** @throws StageConfigError with every problem */
export function parseStage(stage: string, stages: Record<string, unknown>): StageConfig {
  const names = Object.keys(stages).join(', ')
  if (!stage) throw new StageConfigError(`say which stage: --stage and one of ${names}`)
  if (!Object.hasOwn(stages, stage))
    throw new StageConfigError(`there is no stage ${stage}: infra/config.ts has ${names}`)
  if (!/^[a-z][a-z0-9]{1,9}$/.test(stage)) {
    throw new StageConfigError(`${stage} cannot be the name of a stage: two to ten small letters or digits`)
  }
  const { data, error } = stageSchema.safeParse(stages[stage])
  if (data) return { ...data, stage }
  const lines = error.issues.map(({ path, message }) => `stages.${[stage, ...path].join('.')} ${message}`)
  throw new StageConfigError(lines.join('\n'))
}
