import type { StageInput } from '../lib/config/stage-config.ts'

/** The kind of exposure that no stage of ours has, so that it is checked too. */
export function publicStage(stages: (readonly [string, StageInput])[]): StageInput {
  const [, stage] = stages[0] ?? []
  if (!stage) throw new Error('infra/config.ts has no stage')
  return {
    ...stage,
    exposure: { kind: 'public-alb', cloudFrontPrefixList: 'pl-0a1b2c3d', cloudFrontRanges: ['192.0.2.0/24'] },
  }
}
