import { App } from 'aws-cdk-lib'
import { stages } from '../config.ts'
import { parseStage } from '../lib/config/stage-config.ts'
import { createApp } from '../lib/cruddur-app.ts'
import { bundledFunctions } from '../lib/identity/bundled-functions.ts'

// The CDK's command line runs this: `cdk diff --context stage=prod`. `npm run deploy` calls it so.

const stage = String(new App().node.tryGetContext('stage') ?? '')
createApp(parseStage(stage, stages), { bundles: await bundledFunctions() }).app.synth()
