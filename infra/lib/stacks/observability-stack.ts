import { CfnOutput, RemovalPolicy } from 'aws-cdk-lib'
import * as budgets from 'aws-cdk-lib/aws-budgets'
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import * as logs from 'aws-cdk-lib/aws-logs'
import * as sns from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import * as xray from 'aws-cdk-lib/aws-xray'
import { alarmsOf } from '../observability/alarms.ts'
import { StageStack, type StageStackProps } from './stage-stack.ts'

/** The server's logs and metrics, and alarms on them. Deployed before the server. */
export class ObservabilityStack extends StageStack {
  readonly serviceLogs: logs.LogGroup

  constructor(props: StageStackProps) {
    super('Observability', props)
    const { config } = props
    this.serviceLogs = new logs.LogGroup(this, 'ServiceLogs', {
      logGroupName: `/cruddur/${config.stage}/server`,
      retention: config.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    const topic = new sns.Topic(this, 'Alarms', { topicName: this.physicalName('alarms'), enforceSSL: true })
    topic.addSubscription(new EmailSubscription(config.alarmEmail))
    const alarms = alarmsOf(config).map(({ id, ...alarm }) => {
      const made = new cloudwatch.Alarm(this, id, { ...alarm, alarmName: this.physicalName(id) })
      made.addAlarmAction(new SnsAction(topic))
      made.addOkAction(new SnsAction(topic))
      return made
    })
    this.createDashboard(alarms)
    this.createSampling()
    this.createBudget()
    new CfnOutput(this, 'AlarmTopic', { value: topic.topicArn })
  }

  private createDashboard(alarms: cloudwatch.Alarm[]): void {
    const dashboard = new cloudwatch.Dashboard(this, 'Dashboard', { dashboardName: this.physicalName() })
    dashboard.addWidgets(new cloudwatch.AlarmStatusWidget({ title: 'Alarms', alarms, width: 24, height: 3 }))
    const graphs = alarms.map(
      (alarm) => new cloudwatch.AlarmWidget({ title: alarm.node.id, alarm, width: 8, height: 6 }),
    )
    for (let start = 0; start < graphs.length; start += 3) dashboard.addWidgets(...graphs.slice(start, start + 3))
  }

  /** Five traces a second, and one request in ten beyond that, as in the first Cruddur. */
  private createSampling(): void {
    if (!this.config.traces) return
    new xray.CfnSamplingRule(this, 'Sampling', {
      samplingRule: {
        ruleName: this.physicalName(),
        resourceArn: '*',
        priority: 9_000,
        fixedRate: 0.1,
        reservoirSize: 5,
        serviceName: this.physicalName(),
        serviceType: '*',
        host: '*',
        httpMethod: '*',
        urlPath: '*',
        version: 1,
      },
    })
  }

  private createBudget(): void {
    const { budgetUsd, alarmEmail, stage } = this.config
    const subscribers = [{ subscriptionType: 'EMAIL', address: alarmEmail }]
    const notify = (notificationType: string, threshold: number) => ({
      notification: { notificationType, comparisonOperator: 'GREATER_THAN', threshold, thresholdType: 'PERCENTAGE' },
      subscribers,
    })
    new budgets.CfnBudget(this, 'Budget', {
      budget: {
        budgetName: this.physicalName(),
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: budgetUsd, unit: 'USD' },
        costFilters: { TagKeyValue: [`user:cruddur:stage$${stage}`] },
      },
      notificationsWithSubscribers: [notify('FORECASTED', 100), notify('ACTUAL', 80), notify('ACTUAL', 100)],
    })
  }
}
