import { RemovalPolicy } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { GateFunction, StageContext } from './gate-function.ts';

/** The secret that the API seals cursors of lists with. */
export class CursorSecret extends Construct {
  readonly environment: Readonly<Record<string, string>>;
  readonly #secret: Secret;

  constructor(scope: Construct, id: string, { stage, names, key }: StageContext) {
    super(scope, id);
    this.#secret = new Secret(this, 'Secret', {
      // By ARN only: the key's own policy allows readers of a secret to use it.
      encryptionKey: Key.fromKeyArn(this, 'Key', key.keyArn),
      removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      secretName: `${names.prefix}/api/cursor`,
      description: 'Seals the API’s list cursors. After a change, old cursors are refused.',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
    });
    acknowledge(this.#secret, {
      'AwsSolutions-SMG4':
        'A cursor gives access to nothing by itself, so the secret is changed by hand when needed.',
    });
    this.environment = { CURSOR_SECRET_ID: this.#secret.secretArn };
  }

  grantRead(gate: GateFunction): void {
    gate.allow('ReadTheCursorSecret', ['secretsmanager:GetSecretValue'], [this.#secret.secretArn]);
  }
}
