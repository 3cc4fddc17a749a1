import type { StageInput } from './stage-config.ts'

/** Values for a stage whose own are not filled in yet, so that a fresh checkout can be checked as a whole. */
export function withExampleValues(stage: StageInput): StageInput {
  const { domain, github, mail } = stage
  return {
    ...stage,
    account: stage.account || '123456789012',
    alarmEmail: stage.alarmEmail || 'operator@cruddur.example',
    ...(mail ? { mail: { ...mail, from: mail.from || 'notices@cruddur.example' } } : {}),
    domain: {
      ...domain,
      name: domain.name || 'cruddur.example',
      zoneId: domain.zoneId || 'Z0123456789ABCDEFGHIJ',
      zoneName: domain.zoneName || 'cruddur.example',
    },
    github: {
      ...github,
      owner: github.owner || 'someone',
      ownerId: github.ownerId || '1001',
      repository: github.repository || 'cruddur',
      repositoryId: github.repositoryId || '2002',
    },
  }
}
