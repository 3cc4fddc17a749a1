import { CfnOutput, Duration } from 'aws-cdk-lib'
import * as acm from 'aws-cdk-lib/aws-certificatemanager'
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront'
import * as origins from 'aws-cdk-lib/aws-cloudfront-origins'
import * as route53 from 'aws-cdk-lib/aws-route53'
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets'
import * as s3 from 'aws-cdk-lib/aws-s3'
import type { Front } from '../service/front.ts'
import { contentSecurityPolicy, permissionsPolicy } from '../site/security-headers.ts'
import { servedPageRequestCode, viewerRequestCode } from '../site/viewer-request.ts'
import { StageStack, type StageStackProps } from './stage-stack.ts'

/** What only the server can answer: its API, its keys, and the pages whose head it writes. All else is a file. */
export const servedPaths = ['/api/*', '/.well-known/*', '/rollbar/*', '/@*']
/** The path among them whose answers are pages that people open. */
const servedPages = '/@*'

/** The longest pause between two packets of an origin. A stream has a heartbeat every 15 s. */
const readTimeout = Duration.seconds(60)
/** Shorter than the 72 s that the server, and the 60 s that a load balancer keeps an idle connection. */
const keepaliveTimeout = Duration.seconds(50)

type Props = StageStackProps & { front: Front }

/** What people reach: CloudFront, with the web app from a private bucket and everything else from the service. */
export class SiteStack extends StageStack {
  readonly bucket: s3.IBucket
  readonly distribution: cloudfront.Distribution

  constructor({ front, ...props }: Props) {
    super('Site', props)
    this.bucket = new s3.Bucket(this, 'Bucket', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      lifecycleRules: [{ id: 'UnfinishedUploads', abortIncompleteMultipartUploadAfter: Duration.days(1) }],
      removalPolicy: this.dataPolicy,
    }) as s3.IBucket
    const { domain } = props.config
    const zone = route53.HostedZone.fromHostedZoneAttributes(this, 'Zone', {
      hostedZoneId: domain.zoneId,
      zoneName: domain.zoneName,
    })
    this.distribution = this.createDistribution(this.originOf(front), this.certificateFor(zone))
    this.createRecords(zone)
    new CfnOutput(this, 'BucketName', { value: this.bucket.bucketName })
    new CfnOutput(this, 'DistributionDomain', { value: this.distribution.distributionDomainName })
    new CfnOutput(this, 'DistributionId', { value: this.distribution.distributionId })
    new CfnOutput(this, 'Address', { value: `https://${domain.name}` })
  }

  private get names(): string[] {
    const { name } = this.config.domain
    return [name, `www.${name}`]
  }

  private originOf(front: Front): cloudfront.IOrigin {
    const timeouts = { readTimeout, keepaliveTimeout }
    if (front.kind === 'host') return new origins.HttpOrigin(front.name, timeouts)
    return origins.VpcOrigin.withApplicationLoadBalancer(front.loadBalancer, {
      ...timeouts,
      protocolPolicy: cloudfront.OriginProtocolPolicy.HTTP_ONLY,
      vpcOriginName: this.physicalName(),
    })
  }

  private certificateFor(zone: route53.IHostedZone): acm.ICertificate {
    const { certificateArn } = this.config.domain
    if (certificateArn) return acm.Certificate.fromCertificateArn(this, 'Certificate', certificateArn)
    const [domainName = '', ...subjectAlternativeNames] = this.names
    return new acm.Certificate(this, 'Certificate', {
      domainName,
      subjectAlternativeNames,
      validation: acm.CertificateValidation.fromDns(zone),
    })
  }

  private createDistribution(service: cloudfront.IOrigin, certificate: acm.ICertificate): cloudfront.Distribution {
    const files = {
      origin: origins.S3BucketOrigin.withOriginAccessControl(this.bucket),
      viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: cloudfront.CachePolicy.CACHING_OPTIMIZED,
      responseHeadersPolicy: this.headersOfFiles(),
      functionAssociations: [this.onRequest('ViewerRequest', viewerRequestCode(this.config.domain.name))],
    }
    // Nothing of the server is ever cached: a copy would outlive what it shows.
    const served = {
      origin: service,
      viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
      cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED,
      originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      // To compress, CloudFront would buffer streams.
      compress: false,
    }
    const page = {
      ...served,
      functionAssociations: [this.onRequest('ServedPageRequest', servedPageRequestCode(this.config.domain.name))],
    }
    return new cloudfront.Distribution(this, 'Distribution', {
      comment: this.physicalName(),
      domainNames: this.names,
      certificate,
      minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
      priceClass: cloudfront.PriceClass.PRICE_CLASS_100,
      defaultBehavior: files,
      additionalBehaviors: Object.fromEntries(servedPaths.map((path) => [path, path === servedPages ? page : served])),
    })
  }

  private onRequest(id: string, code: string): cloudfront.FunctionAssociation {
    return {
      function: new cloudfront.Function(this, id, {
        code: cloudfront.FunctionCode.fromInline(code),
        runtime: cloudfront.FunctionRuntime.JS_2_0,
      }),
      eventType: cloudfront.FunctionEventType.VIEWER_REQUEST,
    }
  }

  private headersOfFiles(): cloudfront.ResponseHeadersPolicy {
    const { HeadersFrameOption, HeadersReferrerPolicy } = cloudfront
    return new cloudfront.ResponseHeadersPolicy(this, 'Headers', {
      responseHeadersPolicyName: this.physicalName('files'),
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy, override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
      },
      customHeadersBehavior: {
        customHeaders: [
          { header: 'permissions-policy', value: permissionsPolicy, override: true },
          { header: 'cross-origin-opener-policy', value: 'same-origin', override: true },
          { header: 'cross-origin-resource-policy', value: 'same-origin', override: true },
        ],
      },
    })
  }

  private createRecords(zone: route53.IHostedZone): void {
    const target = route53.RecordTarget.fromAlias(new CloudFrontTarget(this.distribution))
    for (const name of this.names) {
      const id = name.startsWith('www.') ? 'Www' : 'Root'
      new route53.ARecord(this, `${id}Record`, { zone, recordName: `${name}.`, target })
      new route53.AaaaRecord(this, `${id}RecordV6`, { zone, recordName: `${name}.`, target })
    }
  }
}
