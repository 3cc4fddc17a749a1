import { CfnOutput, CfnParameter, Duration } from 'aws-cdk-lib'
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import * as ec2 from 'aws-cdk-lib/aws-ec2'
import * as ecs from 'aws-cdk-lib/aws-ecs'
import { apiPort } from '../config/ports.ts'
import { serviceDownAlarm } from '../observability/alarms.ts'
import type { Front } from '../service/front.ts'
import { createHttpApi } from '../service/http-api.ts'
import { imageDigestParameter } from '../service/image-digest.ts'
import { createLoadBalancer } from '../service/load-balancer.ts'
import { createPrepareTask, prepareDatabase } from '../service/prepare-task.ts'
import { grantRights } from '../service/rights.ts'
import { createServerTask } from '../service/server-task.ts'
import type { ServiceStackProps } from '../service/service-props.ts'
import type { ObservabilityStack } from './observability-stack.ts'
import { StageStack } from './stage-stack.ts'

/** The server: Fargate tasks, the one that prepares the database first, load balancer or HTTP API, scaling. Holds no data. */
export class ServiceStack extends StageStack {
  readonly front: Front
  readonly service: ecs.FargateService
  /** What changes with an image: the tasks of server and preparation. */
  readonly tasks: ecs.FargateTaskDefinition[]
  /** The function that lets the preparation run. */
  readonly runnerArn: string

  constructor(props: ServiceStackProps) {
    super('Service', props)
    const digest = new CfnParameter(this, imageDigestParameter, {
      description: 'Digest of the image to run: sha256:...',
      allowedPattern: 'sha256:[0-9a-f]{64}',
    })
    const { vpc, serviceGroup } = props.network
    const cluster = new ecs.Cluster(this, 'Cluster', {
      vpc,
      clusterName: this.physicalName(),
      containerInsightsV2: ecs.ContainerInsights.DISABLED,
    }) as ecs.ICluster
    const task = createServerTask(this, props, digest.valueAsString)
    grantRights(task, props)
    const prepareTask = createPrepareTask(this, props, digest.valueAsString)
    const { prepared, runner } = prepareDatabase(this, props, { task: prepareTask, cluster })
    this.tasks = [task, prepareTask]
    this.runnerArn = runner.functionArn
    const { service: sizes, exposure } = props.config
    this.service = new ecs.FargateService(this, 'Service', {
      serviceName: this.physicalName(),
      cluster,
      taskDefinition: task,
      // If the number of tasks follows the load, a deployment must not reset it.
      ...(sizes.maxTasks > sizes.minTasks ? {} : { desiredCount: sizes.minTasks }),
      // A new task is up before an old one goes, and a version that does not become healthy is rolled back.
      minHealthyPercent: 100,
      maxHealthyPercent: 200,
      circuitBreaker: { enable: true, rollback: true },
      // A public address replaces a NAT gateway. No security group lets anybody in through it.
      assignPublicIp: true,
      vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
      securityGroups: [serviceGroup],
      enableExecuteCommand: sizes.shell,
      propagateTags: ecs.PropagatedTagSource.SERVICE,
      // What expired while nothing ran goes before the server listens. ECS takes a grace period only where something checks from
      // outside.
      ...(exposure.kind === 'http-api' ? {} : { healthCheckGracePeriod: Duration.minutes(2) }),
    })
    this.service.node.addDependency(prepared)
    this.front = this.createFront(props)
    this.scale()
    this.watch(props.observability)
    new CfnOutput(this, 'ClusterName', { value: cluster.clusterName })
    new CfnOutput(this, 'ServiceName', { value: this.service.serviceName })
  }

  private createFront({ network, config }: ServiceStackProps): Front {
    if (config.exposure.kind === 'http-api') return createHttpApi(this, this.service, network)
    return createLoadBalancer(this, this.service, { network, config, port: apiPort })
  }

  private watch({ topic }: ObservabilityStack): void {
    const { id, ...alarm } = serviceDownAlarm(this.config)
    const made = new cloudwatch.Alarm(this, id, { ...alarm, alarmName: this.physicalName(id) })
    made.addAlarmAction(new SnsAction(topic))
    made.addOkAction(new SnsAction(topic))
    made.node.addDependency(this.service)
  }

  private scale(): void {
    const { minTasks, maxTasks } = this.config.service
    if (maxTasks === minTasks) return
    const scaling = this.service.autoScaleTaskCount({ minCapacity: minTasks, maxCapacity: maxTasks })
    scaling.scaleOnCpuUtilization('Cpu', {
      targetUtilizationPercent: 60,
      scaleOutCooldown: Duration.minutes(1),
      scaleInCooldown: Duration.minutes(5),
    })
    scaling.scaleOnMemoryUtilization('Memory', { targetUtilizationPercent: 75 })
  }
}
