// @ts-check
// The function behind Custom::PreparedDatabase: see prepare-task.ts. It runs the task `prepare` once and waits for its end. It is
// plain JavaScript, with the SDK that Lambda provides, because it is a part of the template.

const { CloudFormationClient, DescribeStacksCommand } = require('@aws-sdk/client-cloudformation')
const { DescribeTasksCommand, ECSClient, RunTaskCommand, StopTaskCommand } = require('@aws-sdk/client-ecs')

/** Lambda ends a function after 15 minutes. */
const maxWaitMs = 14 * 60_000
const askAgainMs = 2_000
/** The rights of a role that is new take some seconds to be known everywhere. */
const tries = 4
const tryAgainMs = 15_000

/** @param {any} event https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html */
exports.handler = async (event) => {
  const { StackId, RequestId, LogicalResourceId, ResponseURL } = event
  const Reason = await prepare(event).catch((error) => `the database was not prepared: ${error.message}`)
  if (Reason) console.error(Reason)
  const Status = Reason ? 'FAILED' : 'SUCCESS'
  // Always the same id: with another one, CloudFormation would delete the resource of before.
  const PhysicalResourceId = 'prepared-database'
  const answer = { Status, Reason, PhysicalResourceId, StackId, RequestId, LogicalResourceId }
  // The URL is signed for a request without a content type.
  await fetch(ResponseURL, {
    method: 'PUT',
    body: Buffer.from(JSON.stringify(answer)),
    headers: { 'content-type': '' },
  })
}

/** @param {any} event @returns {Promise<string | undefined>} what went wrong */
async function prepare({ RequestType, RequestId, StackId, ResourceProperties }) {
  if (RequestType === 'Delete') return
  // Migrations go forward only, and the older server works with the newer tables.
  if (RequestType === 'Update' && (await isRollingBack(StackId))) return
  const end = Date.now() + maxWaitMs
  for (let n = 1; ; n++) {
    // Lambda may call again after an interruption, and gets the same task.
    const failure = await runTask(ResourceProperties, `${RequestId}-${n}`, end).catch((error) => {
      if (n < tries && /AccessDenied|assume/.test(`${error.name} ${error.message}`))
        return { mayStart: true, words: '' }
      throw error
    })
    if (!failure?.mayStart || n === tries) return failure?.words
    await pause(tryAgainMs)
  }
}

/** @param {any} properties @param {string} clientToken @param {number} end when to give up, in ms since 1970 */
async function runTask(
  { Cluster: cluster, TaskDefinition: taskDefinition, Subnets, SecurityGroups },
  clientToken,
  end,
) {
  const ecs = new ECSClient({})
  const awsvpcConfiguration = {
    subnets: Subnets,
    securityGroups: SecurityGroups,
    assignPublicIp: /** @type {const} */ ('ENABLED'),
  }
  const request = { cluster, taskDefinition, launchType: /** @type {const} */ ('FARGATE'), clientToken }
  const run = new RunTaskCommand({ ...request, networkConfiguration: { awsvpcConfiguration } })
  const { tasks: [started] = [], failures = [] } = await ecs.send(run)
  const task = started?.taskArn
  if (!task) throw new Error(`its task was not started: ${failures[0]?.reason}`)
  for (; Date.now() < end; await pause(askAgainMs)) {
    const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: [task] }))
    if (tasks[0]?.lastStatus === 'STOPPED') return failureOf(tasks[0])
  }
  await ecs.send(new StopTaskCommand({ cluster, task, reason: 'It took too long' }))
  throw new Error(`its task ${task} took more than 14 minutes`)
}

/** @param {import('@aws-sdk/client-ecs').Task} task one that has stopped */
function failureOf({ taskArn, containers = [], stoppedReason }) {
  const { exitCode, reason = stoppedReason } = containers[0] ?? {}
  if (exitCode === 0) return undefined
  const mayStart = exitCode === undefined || exitCode === null
  const how = mayStart ? 'did not start' : `ended with ${exitCode}`
  const log = `prepare/${taskArn?.split('/').at(-1)}`
  return { mayStart, words: `the database was not prepared: the task ${how}: ${reason}. Its log is in ${log}` }
}
exports.failureOf = failureOf

/** @param {string} StackName */
async function isRollingBack(StackName) {
  const { Stacks = [] } = await new CloudFormationClient({}).send(new DescribeStacksCommand({ StackName }))
  return /ROLLBACK/.test(Stacks[0]?.StackStatus ?? '')
}

const pause = (/** @type {number} */ ms) => new Promise((done) => setTimeout(done, ms))
