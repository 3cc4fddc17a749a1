import packageJson from '../../../package.json' with { type: 'json' }
import type { Config } from '../../config/config.ts'
import type { ProofFacts } from './proof.routes.ts'

/** What the settings say for /proof. */
export function proofFacts({ proof, moderators, messages }: Config, commit: string | null): ProofFacts {
  return {
    version: packageJson.version,
    commit,
    source_url: proof.sourceUrl,
    has_moderators: moderators.length > 0,
    backup_days: proof.backupDays,
    messages: messages.kind,
  }
}
