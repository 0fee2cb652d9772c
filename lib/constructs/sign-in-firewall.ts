import type { IUserPool } from 'aws-cdk-lib/aws-cognito';
import { CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import type { StageContext } from './gate-function.ts';
import { WebAcl } from './web-acl.ts';

/** The same firewall for the user pool, whose sign-in pages can be reached without CloudFront. */
export class SignInFirewall extends Construct {
  constructor(scope: Construct, id: string, pool: IUserPool, { stage, names, alarms }: StageContext) {
    super(scope, id);
    const { arn } = new WebAcl(this, 'WebAcl', {
      scope: 'REGIONAL',
      name: `${names.prefix}-sign-in`,
      requestsPerAddress: stage.edge.requestsPerAddress,
      alarms,
      before: 'the sign-in pages',
    });
    new CfnWebACLAssociation(this, 'Association', { resourceArn: pool.userPoolArn, webAclArn: arn });
  }
}
