import { CfnOutput, RemovalPolicy } from 'aws-cdk-lib'
import * as budgets from 'aws-cdk-lib/aws-budgets'
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import * as logs from 'aws-cdk-lib/aws-logs'
import * as sns from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import * as xray from 'aws-cdk-lib/aws-xray'
import { alarmsOf, serviceDownAlarm } from '../observability/alarms.ts'
import { StageStack, type StageStackProps } from './stage-stack.ts'

/** The server's logs and metrics, and alarms on them. Deployed before the server. */
export class ObservabilityStack extends StageStack {
  readonly serviceLogs: logs.LogGroup
  /** Who is told of alarms. */
  readonly topic: sns.Topic

  constructor(props: StageStackProps) {
    super('Observability', props)
    const { config } = props
    this.serviceLogs = new logs.LogGroup(this, 'ServiceLogs', {
      logGroupName: `/cruddur/${config.stage}/server`,
      retention: config.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    this.topic = new sns.Topic(this, 'Alarms', { topicName: this.physicalName('alarms'), enforceSSL: true })
    this.topic.addSubscription(new EmailSubscription(config.alarmEmail))
    const alarms = alarmsOf(config).map(({ id, ...alarm }) => {
      const made = new cloudwatch.Alarm(this, id, { ...alarm, alarmName: this.physicalName(id) })
      made.addAlarmAction(new SnsAction(this.topic))
      made.addOkAction(new SnsAction(this.topic))
      return made
    })
    const { id } = serviceDownAlarm(config)
    this.createDashboard([...alarms, cloudwatch.Alarm.fromAlarmName(this, id, this.physicalName(id))])
    this.createSampling()
    this.createBudget()
    new CfnOutput(this, 'AlarmTopic', { value: this.topic.topicArn })
  }

  private createDashboard(alarms: cloudwatch.IAlarm[]): void {
    const dashboard = new cloudwatch.Dashboard(this, 'Dashboard', { dashboardName: this.physicalName() })
    dashboard.addWidgets(new cloudwatch.AlarmStatusWidget({ title: 'Alarms', alarms, width: 24, height: 3 }))
    const graphs = alarms.map(
      (alarm) => new cloudwatch.AlarmWidget({ title: alarm.node.id, alarm, width: 8, height: 6 }),
    )
    for (let start = 0; start < graphs.length; start += 3) dashboard.addWidgets(...graphs.slice(start, start + 3))
  }

  /**
   * For what asks X-Ray which requests to trace, under a name of this stage: five a second, and a share beyond that. The server
   * decides by itself, with the same share.
   */
  private createSampling(): void {
    if (!this.config.traces) return
    new xray.CfnSamplingRule(this, 'Sampling', {
      samplingRule: {
        ruleName: this.physicalName(),
        resourceArn: '*',
        priority: 9_000,
        fixedRate: this.config.traceShare,
        reservoirSize: 5,
        serviceName: `${this.physicalName()}*`,
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
