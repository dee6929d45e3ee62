import { z } from 'zod';
import { type ResolvableTemplate, readResources } from './read-properties';

export interface DeclaredRoute {
  /** `POST /api/briefings`, `ANY /{proxy+}` or `$default`. */
  readonly routeKey: string;
  readonly functionArn: string;
}

const integrationSchema = z.object({
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
});

const routeSchema = z.object({
  RouteKey: z.string(),
  // A request is not signed locally, so that IAM's routes are open; another authorizer is not run.
  AuthorizationType: z.enum(['NONE', 'AWS_IAM']).default('NONE'),
  Target: z.string().startsWith('integrations/'),
});

export function declaredRoutes(template: ResolvableTemplate): DeclaredRoute[] {
  const functionOf = new Map(
    readResources(template, 'AWS::ApiGatewayV2::Integration', integrationSchema).map(
      ({ logicalId, properties }) => [`integrations/${logicalId}`, properties.IntegrationUri],
    ),
  );
  return readResources(template, 'AWS::ApiGatewayV2::Route', routeSchema).map(
    ({ logicalId, properties }) => {
      const functionArn = functionOf.get(properties.Target);
      if (!functionArn) throw new Error(`The route ${logicalId} leads to no integration.`);
      return { routeKey: properties.RouteKey, functionArn };
    },
  );
}
