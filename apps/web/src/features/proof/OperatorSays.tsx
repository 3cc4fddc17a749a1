import type { Proof } from '@cruddur/contract/proof/proof'
import { words } from '../../words/words.ts'

/** What whoever runs this server has said, and what runs here. */
export function OperatorSays({ proof }: { proof: Proof }) {
  const w = words.proofDetails
  const { backup_days, has_moderators, messages, version, commit, source_url } = proof
  const backups =
    backup_days === null ? w.backupsUnknown : backup_days === 0 ? w.backupsNone : w.backupDays(backup_days)
  return (
    <>
      <h2>{w.operator}</h2>
      <dl className="kept">
        <dt>{w.backups}</dt>
        <dd>{backups}</dd>
        <dt>{w.moderators}</dt>
        <dd>{has_moderators ? w.moderatorsSome : w.moderatorsNone}</dd>
        <dt>{w.messages}</dt>
        <dd>{messages === 'dynamodb' ? w.messagesAtAmazon : w.messagesHere}</dd>
      </dl>
      <h2>{w.whatRuns}</h2>
      <dl className="kept">
        <dt>{w.version(version)}</dt>
        <dd>
          {commit ? (
            <>
              {w.commit} <code>{commit}</code>
            </>
          ) : (
            w.commitUnknown
          )}
          {source_url && (
            <>
              {' · '}
              <a href={commit ? `${source_url}/tree/${commit}` : source_url} rel="noreferrer">
                {w.source}
              </a>
            </>
          )}
        </dd>
      </dl>
    </>
  )
}
