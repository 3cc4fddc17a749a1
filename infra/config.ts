import type { StageInput } from './lib/config/stage-config.ts'

// What differs between the places where Cruddur runs: the one file to edit before `npm run deploy`. It holds no secrets; it
// names the parameters that do. Empty texts are yours to fill in, and the commands say which of them they miss.

const github: StageInput['github'] = {
  owner: '',
  ownerId: '',
  repository: '',
  repositoryId: '',
  branch: 'prod',
  environment: 'prod',
  createProvider: true,
}

export const stages: Record<string, StageInput> = {
  /** For many people: streams flow, a second task when the first is busy, data that outlives its stacks. */
  prod: {
    account: '',
    region: 'us-east-1',
    domain: { name: '', zoneId: '', zoneName: '' },
    exposure: { kind: 'vpc-origin' },
    identity: 'cognito',
    mail: { smtpUrlParameter: '/cruddur/prod/smtp-url', from: '' },
    database: { instanceClass: 'db.t4g.small', storageGb: 20, multiAz: false, backupDays: 7 },
    service: { cpu: 512, memoryMb: 1024, minTasks: 1, maxTasks: 4, shell: false },
    traces: true,
    logDays: 30,
    keepData: true,
    alarmEmail: '',
    budgetUsd: 120,
    idleBudgetUsd: 65,
    github,
  },
  /** As little as it can cost. Its HTTP API holds replies back, so pages learn of news about a second later. */
  dev: {
    account: '',
    region: 'us-east-1',
    domain: { name: '', zoneId: '', zoneName: '' },
    exposure: { kind: 'http-api' },
    identity: 'cognito',
    database: { instanceClass: 'db.t4g.micro', storageGb: 20, multiAz: false, backupDays: 7 },
    service: { cpu: 256, memoryMb: 512, minTasks: 1, maxTasks: 1, shell: false },
    traces: false,
    logDays: 7,
    keepData: false,
    alarmEmail: '',
    budgetUsd: 40,
    idleBudgetUsd: 30,
    github: { ...github, branch: 'main', environment: 'dev', createProvider: false },
  },
}
