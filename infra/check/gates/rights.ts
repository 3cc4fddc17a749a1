import { isDeepStrictEqual } from 'node:util'
import { type Gate, search } from '../../../scripts/check/gate.ts'
import { keyTableActions, messageTableActions, userPoolActions, wrappingKeyActions } from '../../lib/service/rights.ts'
import { importedId, type StageTemplates, type Template } from '../stage-templates.ts'

export function rightsGates(all: StageTemplates[]): Gate[] {
  return [
    search('the server may do what it does, and nothing else', () =>
      all.flatMap((stage) => {
        const wanted = [
          { Sid: 'Messages', Action: messageTableActions.toSorted() },
          { Sid: 'Keys', Action: keyTableActions.toSorted() },
          { Sid: 'WrapKeys', Action: wrappingKeyActions.toSorted() },
          ...(stage.config.identity === 'cognito' ? [{ Sid: 'Accounts', Action: userPoolActions.toSorted() }] : []),
          ...(stage.config.traces ? [{ Sid: 'Traces', Action: 'xray:PutTraceSegments' }] : []),
        ]
        const statements = statementsOf(stage.templates['Service'], 'TaskTaskRoleDefaultPolicy')
        const made = statements.map(({ Sid, Action }) => ({ Sid, Action }))
        const everywhere = statements.filter(({ Sid, Resource }) => Resource === '*' && Sid !== 'Traces')
        return [
          ...(isDeepStrictEqual(made, wanted) ? [] : [`${stage.stage}: ${JSON.stringify(made)}`]),
          ...everywhere.map(({ Sid }) => `${stage.stage}: ${Sid} on everything`),
        ]
      }),
    ),
    search('the server uses the keys of its own stage alone, and nothing else may use them', () =>
      all.flatMap((stage) => {
        const data = stage.templates['Data']?.Resources ?? {}
        const used = statementsOf(stage.templates['Service'], 'TaskTaskRoleDefaultPolicy')
          .filter(({ Sid }) => Sid === 'Keys' || Sid === 'WrapKeys')
          .map(({ Resource }) => data[importedId(stage, Resource) ?? ''])
          .map((resource) => resource?.Properties.TableName ?? resource?.Type)
        const others = Object.values(stage.templates)
          .flatMap((template) => statementsOf(template, ''))
          .filter(({ Sid, Action }) => Sid !== 'WrapKeys' && [Action].flat().some((each) => each.startsWith('kms:')))
        return [
          ...(isDeepStrictEqual(used, [`cruddur-${stage.stage}-keys`, 'AWS::KMS::Key']) ? [] : [used.join()]),
          ...others.map((statement) => JSON.stringify(statement)),
        ].map((problem) => `${stage.stage}: ${problem}`)
      }),
    ),
    search('roles of the task are passed to tasks only', () =>
      all.flatMap((stage) =>
        [stage.templates['Service'], stage.templates['Delivery']]
          .flatMap((template) => statementsOf(template, ''))
          .filter(({ Action }) => [Action].flat().includes('iam:PassRole'))
          .filter(({ Sid, Resource, Condition }) => {
            const exact = Array.isArray(Resource) && Resource.every((resource) => typeof resource === 'object')
            // CDK's own: the pipeline passes the one role of the deployment to CloudFormation.
            return Sid
              ? !exact || !JSON.stringify(Condition).includes('ecs-tasks.amazonaws.com')
              : Array.isArray(Resource)
          })
          .map((statement) => `${stage.stage}: ${JSON.stringify(statement)}`),
      ),
    ),
    search('GitHub gets a role for one repository and one kind of job, in both forms of its name', () =>
      all.flatMap((stage) => {
        const { owner, ownerId, repository, repositoryId, environment } = stage.config.github
        const subjects = (job: string) => [
          `repo:${owner}/${repository}:${job}`,
          `repo:${owner}@${ownerId}/${repository}@${repositoryId}:${job}`,
        ]
        const wanted = [subjects('pull_request'), subjects(`environment:${environment}`)]
        const made = Object.values(stage.templates['Delivery']?.Resources ?? {})
          .flatMap(({ Properties }) => Properties?.AssumeRolePolicyDocument?.Statement ?? [])
          .filter(({ Principal }) => Principal.Federated)
          .map(({ Condition }) => Condition.StringEquals)
        const sub = 'token.actions.githubusercontent.com:sub'
        const aud = 'token.actions.githubusercontent.com:aud'
        return isDeepStrictEqual(
          made.map((condition) => condition[sub]),
          wanted,
        ) && made.every((condition) => condition[aud] === 'sts.amazonaws.com')
          ? []
          : [`${stage.stage}: ${JSON.stringify(made)}`]
      }),
    ),
  ]
}

type Statement = { Sid?: string; Action: string | string[]; Resource: unknown; Condition?: object }

/** The statements of the policies whose ids begin like this. */
function statementsOf(template: Template | undefined, idStart: string): Statement[] {
  return Object.entries(template?.Resources ?? {})
    .filter(([id, { Type }]) => Type === 'AWS::IAM::Policy' && id.startsWith(idStart))
    .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement)
}
